namespace Tandem.Management.Frameworks;

/// <summary>How far records of the gateway speak for a requirement.</summary>
public enum RuntimeStrength
{
    /// <summary>Figures feed the work but do not prove that it was done; never counts as evidence.</summary>
    Input,

    /// <summary>Counts only beside another item of evidence.</summary>
    Supporting,

    /// <summary>The record itself shows the control at work.</summary>
    Direct,
}

/// <summary>The record fields that speak for one requirement, and what they show.</summary>
public sealed record RuntimeEvidence(RequirementId Requirement, RuntimeStrength Strength, IReadOnlyList<string> Fields, string Check);

/// <summary>A field of a decision record as the content names it; `Decisions/RecordFields` says which member carries it.</summary>
public sealed record RecordField(string Name, string Group, string Description);
