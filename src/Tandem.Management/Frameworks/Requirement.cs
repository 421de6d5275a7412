namespace Tandem.Management.Frameworks;

internal enum RequirementKind
{
    Clause,
    Control,
}

/// <summary>One clause or Annex A control, in our words.</summary>
internal sealed record Requirement
{
    internal required RequirementId Id { get; init; }

    internal required RequirementKind Kind { get; init; }

    internal required string Title { get; init; }

    internal required string Summary { get; init; }

    /// <summary>Of a clause: the clause above it; null at the top.</summary>
    internal RequirementId? Parent { get; init; }

    /// <summary>False for headings, which nobody can meet by themselves.</summary>
    internal required bool IsAssessable { get; init; }

    /// <summary>`organisation`, `aiSystem` or `both`.</summary>
    internal required string Level { get; init; }

    /// <summary>Of a control: theme or area; of a clause: the main clause it belongs to.</summary>
    internal required RequirementGroup Group { get; init; }

    /// <summary>Of a control of ISO/IEC 42001: the objective it serves, in our words; otherwise null.</summary>
    internal string? Objective { get; init; }

    internal bool NeedsDocumentedInformation { get; init; }

    internal required IReadOnlyList<EvidenceType> Evidence { get; init; }

    internal IReadOnlyList<UnsuitableEvidence> UnsuitableEvidence { get; init; } = [];

    /// <summary>What records of the gateway can show for it; null when they can show nothing.</summary>
    internal RuntimeEvidence? RuntimeEvidence { get; init; }

    /// <summary>Of a control of ISO/IEC 27001: its attributes by name; empty otherwise.</summary>
    internal IReadOnlyList<RequirementAttribute> Attributes { get; init; } = [];

    internal bool IsNewIn2022 { get; init; }

    /// <summary>Only Annex A controls are rows of the statement of applicability.</summary>
    internal bool IsInStatement => Kind == RequirementKind.Control;

    internal string Url => $"/catalogue/{Id.Standard.Prefix()}/{Id.Ref}";
}

internal sealed record RequirementGroup(Standard Standard, string Key, string Title, int Order);

internal sealed record RequirementAttribute(string Name, IReadOnlyList<string> Values);

internal sealed record UnsuitableEvidence(EvidenceType Type, string Reason);

/// <summary>A kind of evidence; older than <paramref name="SuggestedMaxAgeDays"/> it is stale.</summary>
internal sealed record EvidenceType(string Id, string Title, string Kind, string Group, int SuggestedMaxAgeDays, bool IsProducedByGateway, string Description);
