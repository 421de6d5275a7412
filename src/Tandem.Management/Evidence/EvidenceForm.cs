namespace Tandem.Management.Evidence;

/// <summary>What evidence is made of; the six kinds that the catalogue uses.</summary>
public enum EvidenceForm
{
    Document,
    Record,
    Log,
    Report,
    Test,
    Config,
}

/// <summary>Who may see it outside of the management system.</summary>
public enum EvidenceSensitivity
{
    Internal,
    Public,
    Confidential,
    StrictlyConfidential,
}

/// <summary>Where an item stands.</summary>
public enum EvidenceState
{
    /// <summary>Wanted, and not handed in.</summary>
    Requested,

    /// <summary>Handed in; somebody else is to look at it.</summary>
    Submitted,

    Accepted,

    Rejected,

    /// <summary>Counts for nothing any more.</summary>
    Withdrawn,
}
