using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Workflows;

namespace Tandem.Management.Obligations;

/// <summary>From what somebody came across to what no longer binds.</summary>
internal static class ObligationWorkflow
{
    internal static Workflow<Obligation> Definition { get; } = new()
    {
        Field = "state",
        // A register is begun with obligations that bind already; what they need then, the rules say.
        Initial = [ChoiceNames.Of(ObligationState.Identified), ChoiceNames.Of(ObligationState.Assessed), ChoiceNames.Of(ObligationState.InForce)],
        Transitions =
        [
            Step("assess", "Mark as assessed", "list-check", ObligationState.Assessed, ObligationState.Identified),
            Step("enforce", "Put into force", "circle-check", ObligationState.InForce, ObligationState.Assessed) with { Guards = [SaysWhatItAsks] },
            Step("reassess", "Assess again", "repeat", ObligationState.Assessed, ObligationState.InForce),
            Step("end", "End", "archive", ObligationState.Ended, ObligationState.Identified, ObligationState.Assessed, ObligationState.InForce) with { Guards = [HasCauseToEnd] },
            Step("resume", "Take up again", "arrow-back-up", ObligationState.Identified, ObligationState.Ended),
        ],
    };

    private static Guard<Obligation> SaysWhatItAsks => new((obligation, _, _) => Task.FromResult(ObligationRules.SaysWhatItAsks(obligation) ? null
        : new Blocker(ObligationRules.NeedsWhatItAsks, Edit(obligation, "asks"), "Say what it asks")));

    private static Guard<Obligation> HasCauseToEnd => new((obligation, services, _) => Task.FromResult(ObligationRules.HasCauseToEnd(obligation, ObligationRules.Today(services)) ? null
        : new Blocker(ObligationRules.NeedsCauseToEnd, Edit(obligation, "endReason"), "Say why it ends, or until when it applies")));

    private static string Edit(Obligation obligation, string field) => $"{ObligationRegister.Path}/{obligation.Key}/edit#{field}";

    private static Transition<Obligation> Step(string name, string verb, string icon, ObligationState to, params ObligationState[] from) =>
        new(name, verb, icon, from.Select(ChoiceNames.Of).ToList(), ChoiceNames.Of(to));
}
