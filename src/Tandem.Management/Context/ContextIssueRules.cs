using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Context;

/// <summary>Rules of the register over more than one field.</summary>
internal static class ContextIssueRules
{
    internal const string NeedsOwner = "needs an owner";

    internal const string NeedsEffect = "needs its effect on the intended outcomes of the management system";

    internal const string NeedsClimate = "needs an assessed climate relevance";

    internal static Task CheckAsync(RecordDraft<ContextIssue> draft, CancellationToken cancellation)
    {
        var issue = draft.Record;
        if (KindOf(issue.Category) != issue.Kind)
            draft.Errors.Add("category", Misfit(issue));
        if (issue.ClimateRelevance != ClimateRelevance.NotAssessed && issue.ClimateReason.Length == 0)
            draft.Errors.Add("climateReason", "say why climate change is relevant to it or not, or leave the climate relevance `Not assessed`");
        if (issue.ReviewedOn > Today(draft.Services))
            draft.Errors.Add("reviewedOn", "a review that is still to come cannot be entered; enter the day on which it was done");
        // A step to another state is held by the guards of the workflow.
        if (issue.State == ContextIssueState.Current && (draft.Before is not { } before || before["state"]?.GetValue<string>() == ChoiceNames.Of(issue.State)))
            CheckCurrent(draft);
        return Task.CompletedTask;
    }

    /// <summary>INVARIANT (category fits kind): what comes from outside is told by where it comes from, what is inside by what it lies in.</summary>
    internal static ContextKind KindOf(ContextCategory category) => category switch
    {
        ContextCategory.Political or ContextCategory.Economic or ContextCategory.Social
            or ContextCategory.Technological or ContextCategory.Legal or ContextCategory.Environmental => ContextKind.External,
        ContextCategory.Structure or ContextCategory.People or ContextCategory.Processes or ContextCategory.Finance or ContextCategory.Culture => ContextKind.Internal,
        _ => throw new UnreachableException(),
    };

    internal static DateOnly Today(IServiceProvider services) => DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static void CheckCurrent(RecordDraft<ContextIssue> draft)
    {
        var issue = draft.Record;
        if (issue.OwnerName.Length == 0)
            draft.Errors.Add("owner", $"a current issue {NeedsOwner}");
        if (issue.Effect.Length == 0)
            draft.Errors.Add("effect", $"a current issue {NeedsEffect}");
        if (issue.ClimateRelevance == ClimateRelevance.NotAssessed)
            draft.Errors.Add("climateRelevance", $"a current issue {NeedsClimate}");
    }

    private static string Misfit(ContextIssue issue)
    {
        var fitting = Enum.GetValues<ContextCategory>().Where(category => KindOf(category) == issue.Kind).Select(category => $"`{ContextIssueWords.Of(category)}`").ToList();
        return $"`{ContextIssueWords.Of(issue.Category)}` is no category of an issue that is `{ContextIssueWords.Of(issue.Kind)}`; "
            + $"choose {string.Join(", ", fitting.SkipLast(1))} or {fitting[^1]}, or the kind `{ContextIssueWords.Of(KindOf(issue.Category))}`";
    }
}
