using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Obligations;

/// <summary>Rules of the register over more than one field.</summary>
internal static class ObligationRules
{
    internal const string NeedsWhatItAsks = "needs what it asks, in your own words";

    internal const string NeedsCauseToEnd = "needs a reason, or a last day that has come";

    internal static Task CheckAsync(RecordDraft<Obligation> draft, CancellationToken cancellation)
    {
        var (obligation, today) = (draft.Record, Today(draft.Services));
        if (obligation.AppliesUntil < obligation.AppliesSince)
            draft.Errors.Add("appliesUntil", "an obligation cannot end before it begins; enter a day that is not before `Applies since`");
        // A step to another state is held by the guards of the workflow.
        if (!HasChanged(draft, "state"))
            CheckState(draft, today);
        else if (draft.Before!["state"]?.GetValue<string>() == ChoiceNames.Of(ObligationState.Ended))
            obligation.EndReason = "";
        KeepDayOfJudgement(draft, today);
        return Task.CompletedTask;
    }

    internal static bool SaysWhatItAsks(Obligation obligation) => obligation.Asks.Length > 0;

    internal static bool HasCauseToEnd(Obligation obligation, DateOnly today) => obligation.EndReason.Length > 0 || obligation.AppliesUntil <= today;

    internal static DateOnly Today(IServiceProvider services) => DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static void CheckState(RecordDraft<Obligation> draft, DateOnly today)
    {
        var obligation = draft.Record;
        if (obligation.State == ObligationState.InForce && !SaysWhatItAsks(obligation))
            draft.Errors.Add("asks", $"an obligation in force {NeedsWhatItAsks}");
        if (obligation.State == ObligationState.Ended && !HasCauseToEnd(obligation, today))
            draft.Errors.Add("endReason", $"an obligation that ended {NeedsCauseToEnd}");
    }

    // Whoever changes the judgement alone, as in a cell of the list, judges on that day.
    private static void KeepDayOfJudgement(RecordDraft<Obligation> draft, DateOnly today)
    {
        var (obligation, saysDay) = (draft.Record, draft.Before is null || HasChanged(draft, "judgedOn"));
        if (obligation.JudgedOn > today)
            draft.Errors.Add("judgedOn", "a judgement that is still to come cannot be entered; enter the day on which it was made");
        else if (obligation.Compliance == Compliance.NotJudged && obligation.JudgedOn is not null && saysDay)
            draft.Errors.Add("compliance", "choose how it was judged on that day, or leave `Judged on` empty");
        else if (obligation.Compliance == Compliance.NotJudged)
            obligation.JudgedOn = null;
        else if (obligation.JudgedOn is null || (!saysDay && HasChanged(draft, "compliance")))
            obligation.JudgedOn = today;
    }

    private static bool HasChanged(RecordDraft<Obligation> draft, string field) =>
        draft.Before is { } before && !JsonNode.DeepEquals(ObligationRegister.Definition.FindField(field)!.Read(draft.Record), before.GetValueOrDefault(field));
}
