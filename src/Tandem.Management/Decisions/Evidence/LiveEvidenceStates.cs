using Tandem.Management.Ui;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>The same words for a state everywhere; failed looks failed on every page.</summary>
public static class LiveEvidenceStates
{
    public static string Value(this LiveEvidenceState state) => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..];

    public static string Label(this LiveEvidenceState state) => state switch
    {
        LiveEvidenceState.None => "No records",
        LiveEvidenceState.NotVerified => "Not verified",
        LiveEvidenceState.Failed => "Verification failed",
        LiveEvidenceState.Stale => "Stale",
        LiveEvidenceState.Current => "Verified and fresh",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };

    public static Tone Tone(this LiveEvidenceState state) => state switch
    {
        LiveEvidenceState.None => Ui.Tone.Neutral,
        LiveEvidenceState.NotVerified or LiveEvidenceState.Stale => Ui.Tone.Attention,
        LiveEvidenceState.Failed => Ui.Tone.Bad,
        LiveEvidenceState.Current => Ui.Tone.Good,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };
}
