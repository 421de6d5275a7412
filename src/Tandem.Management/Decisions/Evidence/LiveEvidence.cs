using Tandem.Management.Frameworks;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>How far the figures may be relied on.</summary>
public enum LiveEvidenceState
{
    /// <summary>There is no record to count.</summary>
    None,

    /// <summary>There are records, but the log was never verified whole, or its last verification came to no end.</summary>
    NotVerified,

    /// <summary>The log did not verify, or is shorter than when it did. Nothing drawn from it counts.</summary>
    Failed,

    /// <summary>Verified once, but the last record or the last verification is older than its kind of evidence may be.</summary>
    Stale,

    /// <summary>Verified, and both records and verification are fresh.</summary>
    Current,
}

/// <summary>What the gateway's records say for one requirement, now. Every number has its denominator and its time.</summary>
public sealed record LiveEvidence
{
    public required RequirementId Requirement { get; init; }

    public required RuntimeStrength Strength { get; init; }

    public required LiveEvidenceState State { get; init; }

    /// <summary>Why <see cref="State"/> is what it is, as a sentence without its full stop.</summary>
    public required string Because { get; init; }

    /// <summary>Decisions counted, one per request: the denominator of every other figure.</summary>
    public required long Requests { get; init; }

    /// <summary>Of these, how many hold all fields that this requirement asks for.</summary>
    public required long HoldingFields { get; init; }

    /// <summary>Of these, how many hold the minimum field set of security logging.</summary>
    public required long HoldingSecurity { get; init; }

    /// <summary>Of these, how many hold the minimum field set of AI event logs.</summary>
    public required long HoldingAi { get; init; }

    /// <summary>Of these, how many hold both minimum field sets.</summary>
    public required long HoldingBoth { get; init; }

    public DateTimeOffset? First { get; init; }

    public DateTimeOffset? Last { get; init; }

    /// <summary>When the log was last verified whole, with whatever result.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Of the decisions, how many that verification covered; the others came after it and wait for the next.</summary>
    public required long Verified { get; init; }

    /// <summary>
    /// True for iso27001:A.8.15 and iso42001:A.6.2.8 alone: there, holding the fields in a log that verifies is the whole of what is to be shown. For the other
    /// requirements of strength `direct` the figures are shown, but a person must judge them before they carry a status.
    /// </summary>
    public bool CountsByItself => Strength == RuntimeStrength.Direct && Requirement.ToString() is "iso27001:A.8.15" or "iso42001:A.6.2.8";
}
