namespace Tandem.Management.Frameworks;

public enum RequirementKind
{
    Clause,
    Control,
}

/// <summary>One clause or Annex A control, in our words.</summary>
public sealed record Requirement
{
    public required RequirementId Id { get; init; }

    public required RequirementKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    /// <summary>Of a clause: the clause above it; null at the top.</summary>
    public RequirementId? Parent { get; init; }

    /// <summary>False for headings, which nobody can meet by themselves.</summary>
    public required bool IsAssessable { get; init; }

    /// <summary>`organisation`, `aiSystem` or `both`.</summary>
    public required string Level { get; init; }

    /// <summary>Of a control: theme or area; of a clause: the main clause it belongs to.</summary>
    public required RequirementGroup Group { get; init; }

    /// <summary>Of a control of ISO/IEC 42001: the objective it serves, in our words; otherwise null.</summary>
    public string? Objective { get; init; }

    public bool NeedsDocumentedInformation { get; init; }

    public required IReadOnlyList<EvidenceType> Evidence { get; init; }

    public IReadOnlyList<UnsuitableEvidence> UnsuitableEvidence { get; init; } = [];

    /// <summary>What records of the gateway can show for it; null when they can show nothing.</summary>
    public RuntimeEvidence? RuntimeEvidence { get; init; }

    /// <summary>Of a control of ISO/IEC 27001: its attributes by name; empty otherwise.</summary>
    public IReadOnlyList<RequirementTrait> Attributes { get; init; } = [];

    public bool IsNewIn2022 { get; init; }

    /// <summary>Only Annex A controls are rows of the statement of applicability.</summary>
    public bool IsInStatement => Kind == RequirementKind.Control;

    public string Url => $"/catalogue/{Id.Standard.Prefix()}/{Id.Ref}";
}

/// <summary>A main clause, or a theme or area of Annex A.</summary>
/// <param name="Standard">The standard it is part of.</param>
/// <param name="Prefix">How the numbers in it begin: `4`, `A.5`.</param>
/// <param name="Title">Its title.</param>
/// <param name="Order">Place among its kind.</param>
/// <param name="IsAnnex">True for a theme or area of Annex A.</param>
public sealed record RequirementGroup(Standard Standard, string Prefix, string Title, int Order, bool IsAnnex);

public sealed record RequirementTrait(string Name, IReadOnlyList<string> Values);

public sealed record UnsuitableEvidence(EvidenceType Type, string Reason);

/// <summary>A kind of evidence; older than <paramref name="SuggestedMaxAgeDays"/> it is stale.</summary>
public sealed record EvidenceType(string Id, string Title, string Kind, string Group, int SuggestedMaxAgeDays, bool IsProducedByGateway, string Description);
