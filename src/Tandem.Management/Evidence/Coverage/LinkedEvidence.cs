namespace Tandem.Management.Evidence.Coverage;

/// <summary>An item as it is linked with something, with what counts about it.</summary>
public sealed record LinkedEvidence
{
    /// <summary>Key or identifier of what it is linked with.</summary>
    public required string End { get; init; }

    /// <summary>True when it shows that that does not hold.</summary>
    public required bool Contradicts { get; init; }

    public required string Key { get; init; }

    public required string Title { get; init; }

    public required string Kind { get; init; }

    public string OwnKind { get; init; } = "";

    public required EvidenceState State { get; init; }

    public DateOnly? CoversFrom { get; init; }

    public DateOnly? CoversTo { get; init; }

    public DateOnly? CollectedOn { get; init; }

    public DateOnly? FreshUntil { get; init; }

    public DateOnly? DueFrom { get; init; }

    internal Freshness FreshnessOn(DateOnly today) => FreshnessRules.On(today, FreshUntil, DueFrom);
}
