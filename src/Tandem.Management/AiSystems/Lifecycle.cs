using System.Diagnostics;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

/// <summary>Which states of an AI system may follow which, and how a state is to be taken.</summary>
internal static class Lifecycle
{
    /// <summary>States that may follow; a system in use can always be suspended, and what was retired or rejected comes back only as a new proposal.</summary>
    internal static IReadOnlyList<LifecycleState> Next(LifecycleState state) => state switch
    {
        LifecycleState.Proposed => [LifecycleState.InDevelopment, LifecycleState.Rejected],
        LifecycleState.InDevelopment => [LifecycleState.InValidation, LifecycleState.Rejected],
        LifecycleState.InValidation => [LifecycleState.ApprovedForUse, LifecycleState.InDevelopment, LifecycleState.Rejected],
        LifecycleState.ApprovedForUse => [LifecycleState.Operating, LifecycleState.Suspended, LifecycleState.Retired],
        LifecycleState.Operating => [LifecycleState.Suspended, LifecycleState.Retired],
        LifecycleState.Suspended => [LifecycleState.Operating, LifecycleState.InDevelopment, LifecycleState.Retired],
        LifecycleState.Retired or LifecycleState.Rejected => [LifecycleState.Proposed],
        _ => throw new UnreachableException(),
    };

    internal static bool Allows(LifecycleState from, LifecycleState to) => from == to || Next(from).Contains(to);

    internal static Tone Tone(LifecycleState state) => state switch
    {
        LifecycleState.Proposed or LifecycleState.Retired => Ui.Tone.Neutral,
        LifecycleState.InDevelopment or LifecycleState.InValidation or LifecycleState.ApprovedForUse => Ui.Tone.Active,
        LifecycleState.Operating => Ui.Tone.Good,
        LifecycleState.Suspended => Ui.Tone.Attention,
        LifecycleState.Rejected => Ui.Tone.Bad,
        _ => throw new UnreachableException(),
    };
}
