using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

/// <summary>What can truthfully be said about a row today; derived, never entered.</summary>
public enum StatementStatus
{
    /// <summary>Nobody has decided whether the control applies.</summary>
    Undecided,

    /// <summary>Decided, but the reason that the decision needs is not there.</summary>
    ReasonMissing,

    /// <summary>Decided: does not apply, with a reason.</summary>
    Excluded,

    /// <summary>Applies, but the log behind its live evidence did not verify.</summary>
    EvidenceFailed,

    /// <summary>Applies, and nothing fresh and verified shows it.</summary>
    Claimed,

    /// <summary>Applies; verified records show it, but not all of them hold what they must.</summary>
    PartlyEvidenced,

    /// <summary>Applies; every counted record holds both minimum field sets, the log verified, and both are fresh.</summary>
    Evidenced,
}

public static class StatementStatuses
{
    /// <summary>
    /// INVARIANT (missing data never improves): each test below can only be passed by something present. No entry, no reason, no evidence,
    /// no verification, an unknown denominator: each leaves the row where it would be without it, or lower.
    /// </summary>
    public static StatementStatus Derive(StatementEntry? entry, LiveEvidence? evidence)
    {
        if (entry is null || entry.Decision == ApplicabilityDecision.Undecided)
            return StatementStatus.Undecided;
        if (!HasReason(entry))
            return StatementStatus.ReasonMissing;
        if (entry.Decision == ApplicabilityDecision.No)
            return StatementStatus.Excluded;
        if (evidence is not { CountsByItself: true })
            return StatementStatus.Claimed;
        return evidence.State switch
        {
            LiveEvidenceState.Failed => StatementStatus.EvidenceFailed,
            LiveEvidenceState.Current when evidence.Verified > 0 && evidence.HoldingBoth == evidence.Requests => StatementStatus.Evidenced,
            LiveEvidenceState.Current when evidence.HoldingBoth > 0 => StatementStatus.PartlyEvidenced,
            LiveEvidenceState.Current or LiveEvidenceState.Stale or LiveEvidenceState.NotVerified or LiveEvidenceState.None => StatementStatus.Claimed,
            _ => throw new ArgumentOutOfRangeException(nameof(evidence), evidence.State, "not a state"),
        };
    }

    public static bool HasReason(StatementEntry entry) => entry.Decision switch
    {
        ApplicabilityDecision.Undecided => false,
        ApplicabilityDecision.Yes => entry.IncludeReasons.Count > 0,
        ApplicabilityDecision.No => entry.ExcludeReason is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Decision, "not a decision"),
    };

    public static string Value(this StatementStatus status) => char.ToLowerInvariant(status.ToString()[0]) + status.ToString()[1..];

    public static string Label(this StatementStatus status) => status switch
    {
        StatementStatus.Undecided => "Undecided",
        StatementStatus.ReasonMissing => "Reason missing",
        StatementStatus.Excluded => "Does not apply",
        StatementStatus.EvidenceFailed => "Evidence failed",
        StatementStatus.Claimed => "Claimed",
        StatementStatus.PartlyEvidenced => "Partly evidenced",
        StatementStatus.Evidenced => "Evidenced",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not a status"),
    };

    public static Tone Tone(this StatementStatus status) => status switch
    {
        StatementStatus.Undecided or StatementStatus.Excluded => Ui.Tone.Neutral,
        StatementStatus.ReasonMissing or StatementStatus.PartlyEvidenced => Ui.Tone.Attention,
        StatementStatus.EvidenceFailed => Ui.Tone.Bad,
        StatementStatus.Claimed => Ui.Tone.Active,
        StatementStatus.Evidenced => Ui.Tone.Good,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not a status"),
    };

    /// <summary>Printed beside every view and export of the statement.</summary>
    public static readonly IReadOnlyDictionary<string, string> Legend = new Dictionary<string, string>
    {
        ["undecided"] = "nobody has decided whether the control applies",
        ["reasonMissing"] = "decided, but without the reason that the decision needs",
        ["excluded"] = "does not apply, with a reason",
        ["evidenceFailed"] = "applies, but the log behind its live evidence did not verify",
        ["claimed"] = "applies; nothing fresh and verified shows it",
        ["partlyEvidenced"] = "applies; verified records show it, but not all of them hold both minimum field sets",
        ["evidenced"] = "applies; every counted record holds both minimum field sets, and log and records are verified and fresh",
        ["evidence: not expected"] = "records of the gateway cannot show this control; other evidence is not kept in this version",
        ["evidence: none"] = "records could show it, but there are none",
    };
}
