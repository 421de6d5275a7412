using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Workflows;

namespace Tandem.Management.Context;

/// <summary>From what somebody noted to what the management system reckons with, and to what it does not any more.</summary>
internal static class ContextIssueWorkflow
{
    internal static Workflow<ContextIssue> Definition { get; } = new()
    {
        Field = "state",
        // A register is begun with issues that are current already; what they need then, the rules say.
        Initial = [ChoiceNames.Of(ContextIssueState.Draft), ChoiceNames.Of(ContextIssueState.Current)],
        Transitions =
        [
            Step("confirm", "Mark as current", "circle-check", ContextIssueState.Current, ContextIssueState.Draft) with { Guards = [HasOwner, SaysEffect, HasAssessedClimate] },
            Step("retire", "No longer current", "archive", ContextIssueState.NoLongerCurrent, ContextIssueState.Current) with { RequiresReason = true },
            Step("reopen", "Back to draft", "arrow-back-up", ContextIssueState.Draft, ContextIssueState.Current, ContextIssueState.NoLongerCurrent),
        ],
    };

    private static Guard<ContextIssue> HasOwner => Needs(issue => issue.OwnerName.Length > 0, ContextIssueRules.NeedsOwner, "owner", "Name the owner");

    private static Guard<ContextIssue> SaysEffect => Needs(issue => issue.Effect.Length > 0, ContextIssueRules.NeedsEffect, "effect", "Say what it does");

    private static Guard<ContextIssue> HasAssessedClimate =>
        Needs(issue => issue.ClimateRelevance != ClimateRelevance.NotAssessed, ContextIssueRules.NeedsClimate, "climateRelevance", "Assess the climate relevance");

    private static Guard<ContextIssue> Needs(Func<ContextIssue, bool> holds, string words, string field, string link) => new((issue, _, _) =>
        Task.FromResult(holds(issue) ? null : new Blocker(words, $"{ContextIssueRegister.Path}/{issue.Key}/edit#{field}", link)));

    private static Transition<ContextIssue> Step(string name, string verb, string icon, ContextIssueState to, params ContextIssueState[] from) =>
        new(name, verb, icon, from.Select(ChoiceNames.Of).ToList(), ChoiceNames.Of(to));
}
