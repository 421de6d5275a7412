using Tandem.Management.Frameworks.Aliases;
using Tandem.Management.Frameworks.External;
using Tandem.Management.Frameworks.Guidance;

namespace Tandem.Management.Frameworks;

/// <summary>What the loader has read and checked; the catalogue is built from it.</summary>
internal sealed record FrameworkContent
{
    internal required string Version { get; init; }

    internal required string Notice { get; init; }

    internal required IReadOnlyList<Requirement> Requirements { get; init; }

    internal required IReadOnlyDictionary<string, EvidenceType> EvidenceTypes { get; init; }

    internal required IReadOnlyList<ControlMapping> ControlMappings { get; init; }

    internal required IReadOnlyList<ControlWithoutCounterpart> WithoutCounterpart { get; init; }

    internal required IReadOnlyList<ClauseMapping> ClauseMappings { get; init; }

    internal required IReadOnlyDictionary<RequirementId, RequirementGuidance> Guidance { get; init; }

    internal required IReadOnlyList<ExternalFramework> Frameworks { get; init; }

    internal required IReadOnlyList<Provision> Provisions { get; init; }

    internal required IReadOnlyList<CrosswalkLink> Links { get; init; }

    internal required string CrosswalkNotice { get; init; }

    internal required IReadOnlyList<RequirementAlias> Aliases { get; init; }

    internal required IReadOnlyList<RecordField> RecordFields { get; init; }

    internal required IReadOnlyList<string> MinimumForSecurityLogging { get; init; }

    internal required IReadOnlyList<string> MinimumForAiEventLogs { get; init; }
}
