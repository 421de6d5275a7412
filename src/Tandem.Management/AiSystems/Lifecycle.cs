using System.Diagnostics;
using Tandem.Management.Approvals;
using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Workflows;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

/// <summary>Which states of an AI system may follow which, what must hold for it, and how a state is to be taken.</summary>
internal static class Lifecycle
{
    /// <summary>What an AI system is put forward for, so that it may be approved for use.</summary>
    internal const string Use = "use";

    /// <summary>A system in use can always be suspended, and what was retired or rejected comes back only as a new proposal.</summary>
    internal static Workflow<AiSystem> Workflow { get; } = new()
    {
        Field = "state",
        // A register is often begun with systems that are in use already.
        Initial = Enum.GetValues<LifecycleState>().Select(ChoiceNames.Of).ToList(),
        Transitions =
        [
            Step("develop", "Start development", "player-play", LifecycleState.InDevelopment, LifecycleState.Proposed, LifecycleState.InValidation, LifecycleState.Suspended),
            Step("validate", "Start validation", "list-check", LifecycleState.InValidation, LifecycleState.InDevelopment),
            Step("approve", "Approve for use", "gavel", LifecycleState.ApprovedForUse, LifecycleState.InValidation) with { Guards = [ApprovalGuard.Of<AiSystem>(Use, "for use")] },
            Step("operate", "Put into operation", "player-play", LifecycleState.Operating, LifecycleState.ApprovedForUse, LifecycleState.Suspended),
            Step("suspend", "Suspend", "player-stop", LifecycleState.Suspended, LifecycleState.ApprovedForUse, LifecycleState.Operating),
            Step("retire", "Retire", "archive", LifecycleState.Retired, LifecycleState.ApprovedForUse, LifecycleState.Operating, LifecycleState.Suspended),
            Step("reject", "Reject", "circle-x", LifecycleState.Rejected, LifecycleState.Proposed, LifecycleState.InDevelopment, LifecycleState.InValidation),
            Step("propose", "Propose again", "arrow-back-up", LifecycleState.Proposed, LifecycleState.Retired, LifecycleState.Rejected),
        ],
    };

    internal static Tone Tone(LifecycleState state) => state switch
    {
        LifecycleState.Proposed or LifecycleState.Retired => Ui.Tone.Neutral,
        LifecycleState.InDevelopment or LifecycleState.InValidation or LifecycleState.ApprovedForUse => Ui.Tone.Active,
        LifecycleState.Operating => Ui.Tone.Good,
        LifecycleState.Suspended => Ui.Tone.Attention,
        LifecycleState.Rejected => Ui.Tone.Bad,
        _ => throw new UnreachableException(),
    };

    private static Transition<AiSystem> Step(string name, string verb, string icon, LifecycleState to, params LifecycleState[] from) =>
        new(name, verb, icon, from.Select(ChoiceNames.Of).ToList(), ChoiceNames.Of(to));
}
