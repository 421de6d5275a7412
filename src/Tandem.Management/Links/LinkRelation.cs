namespace Tandem.Management.Links;

/// <summary>How one end bears on the other; a closed list, so that a trace reads alike everywhere.</summary>
public enum LinkRelation
{
    RelatesTo,
    Supports,
    EvidenceFor,
    Replaces,
    Causes,

    /// <summary>Shows that something does not hold; counts against it.</summary>
    Contradicts,
}
