using System.Diagnostics;
using Tandem.Management.Ui;

namespace Tandem.Management.Obligations;

/// <summary>What pages call the values of the register.</summary>
internal static class ObligationWords
{
    internal static string Of(ObligationKind kind) => kind switch
    {
        ObligationKind.Law => "Law",
        ObligationKind.Regulation => "Regulation",
        ObligationKind.Contract => "Contract",
        ObligationKind.Standard => "Standard",
        ObligationKind.VoluntaryCommitment => "Voluntary commitment",
        ObligationKind.Expectation => "Expectation of an interested party",
        _ => throw new UnreachableException(),
    };

    internal static string Of(ObligationArea area) => area switch
    {
        ObligationArea.Both => "Information security and AI",
        ObligationArea.InformationSecurity => "Information security",
        ObligationArea.Ai => "AI",
        _ => throw new UnreachableException(),
    };

    internal static string Of(ObligationState state) => state switch
    {
        ObligationState.Identified => "Identified",
        ObligationState.Assessed => "Assessed",
        ObligationState.InForce => "In force",
        ObligationState.Ended => "Ended",
        _ => throw new UnreachableException(),
    };

    internal static string Of(Compliance compliance) => compliance switch
    {
        Compliance.NotJudged => "Not judged yet",
        Compliance.Met => "Met",
        Compliance.PartlyMet => "Partly met",
        Compliance.NotMet => "Not met",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(ObligationState state) => state switch
    {
        ObligationState.Identified or ObligationState.Ended => Ui.Tone.Neutral,
        ObligationState.Assessed => Ui.Tone.Active,
        ObligationState.InForce => Ui.Tone.Good,
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(Compliance compliance) => compliance switch
    {
        Compliance.NotJudged => Ui.Tone.Neutral,
        Compliance.Met => Ui.Tone.Good,
        Compliance.PartlyMet => Ui.Tone.Attention,
        Compliance.NotMet => Ui.Tone.Bad,
        _ => throw new UnreachableException(),
    };
}
