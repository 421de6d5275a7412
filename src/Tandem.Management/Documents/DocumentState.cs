namespace Tandem.Management.Documents;

/// <summary>Where a document stands.</summary>
public enum DocumentState
{
    Draft,

    InReview,

    Approved,

    /// <summary>In force.</summary>
    Published,

    /// <summary>Replaced by another document.</summary>
    Superseded,

    Withdrawn,
}

/// <summary>What a document is.</summary>
public enum DocumentKind
{
    Policy,
    Procedure,
    Plan,
    Standard,
    Record,
    Template,
    Manual,
    Report,
}

/// <summary>Who may see a document outside of the management system.</summary>
public enum DocumentClassification
{
    Internal,
    Public,
    Confidential,
    StrictlyConfidential,
}
