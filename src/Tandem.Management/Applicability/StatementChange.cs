namespace Tandem.Management.Applicability;

/// <summary>What a person or program wants a row to be, already in types; <see cref="Version"/> is the one it was read in, 0 for a row nobody has decided yet.</summary>
internal sealed record StatementChange
{
    internal required ApplicabilityDecision Decision { get; init; }

    internal IReadOnlyList<InclusionReason> IncludeReasons { get; init; } = [];

    internal string IncludeText { get; init; } = "";

    internal ExclusionReason? ExcludeReason { get; init; }

    internal string ExcludeText { get; init; } = "";

    internal string Owner { get; init; } = "";

    internal string ChangeReason { get; init; } = "";

    internal required int Version { get; init; }
}
