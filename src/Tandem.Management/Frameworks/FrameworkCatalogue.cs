using Tandem.Management.Frameworks.Aliases;
using Tandem.Management.Frameworks.External;
using Tandem.Management.Frameworks.Guidance;

namespace Tandem.Management.Frameworks;

/// <summary>Both standards and what relates them, read once at start and never changed while running.</summary>
public sealed class FrameworkCatalogue
{
    private readonly Dictionary<RequirementId, Requirement> _byId;
    private readonly ILookup<RequirementId, ControlMapping> _mappingsBySource;
    private readonly ILookup<RequirementId, ControlMapping> _mappingsByTarget;
    private readonly IReadOnlyDictionary<RequirementId, RequirementGuidance> _guidance;
    private readonly ILookup<string, CrosswalkLink> _linksBySource;
    private readonly ILookup<RequirementId, CrosswalkLink> _linksByTarget;

    internal FrameworkCatalogue(FrameworkContent content)
    {
        Version = content.Version;
        Notice = content.Notice;
        Requirements = content.Requirements;
        Controls = [.. content.Requirements.Where(requirement => requirement.IsInStatement)];
        EvidenceTypes = content.EvidenceTypes;
        ControlMappings = content.ControlMappings;
        WithoutCounterpart = content.WithoutCounterpart;
        ClauseMappings = content.ClauseMappings;
        RecordFields = content.RecordFields;
        MinimumForSecurityLogging = content.MinimumForSecurityLogging;
        MinimumForAiEventLogs = content.MinimumForAiEventLogs;
        _byId = content.Requirements.ToDictionary(requirement => requirement.Id);
        _mappingsBySource = content.ControlMappings.ToLookup(mapping => mapping.Source.Id);
        _mappingsByTarget = content.ControlMappings.ToLookup(mapping => mapping.Target.Id);
        Frameworks = content.Frameworks;
        Provisions = content.Provisions;
        CrosswalkNotice = content.CrosswalkNotice;
        Aliases = content.Aliases;
        _guidance = content.Guidance;
        _linksBySource = content.Links.ToLookup(link => link.Source.Id, StringComparer.Ordinal);
        _linksByTarget = content.Links.ToLookup(link => link.Target.Id);
    }

    public string Version { get; }

    public string Notice { get; }

    /// <summary>What nobody has done yet, and whoever relies on a title must know.</summary>
    public static string TitlesNotice => "Titles were not checked against licensed texts; compare them with your licensed copy before you rely on one.";

    /// <summary>Clauses and controls of both standards, in the order of the standards.</summary>
    public IReadOnlyList<Requirement> Requirements { get; }

    /// <summary>The 131 rows of the consolidated statement of applicability.</summary>
    public IReadOnlyList<Requirement> Controls { get; }

    public IReadOnlyDictionary<string, EvidenceType> EvidenceTypes { get; }

    public IReadOnlyList<ControlMapping> ControlMappings { get; }

    public IReadOnlyList<ControlWithoutCounterpart> WithoutCounterpart { get; }

    public IReadOnlyList<ClauseMapping> ClauseMappings { get; }

    public IReadOnlyList<RecordField> RecordFields { get; }

    public IReadOnlyList<string> MinimumForSecurityLogging { get; }

    public IReadOnlyList<string> MinimumForAiEventLogs { get; }

    /// <summary>Laws and frameworks besides the two standards.</summary>
    public IReadOnlyList<ExternalFramework> Frameworks { get; }

    /// <summary>Provisions of all of them, in their order.</summary>
    public IReadOnlyList<Provision> Provisions { get; }

    /// <summary>What a link between a provision and a requirement does not show.</summary>
    public string CrosswalkNotice { get; }

    /// <summary>Wrong but common ways to name a requirement.</summary>
    public IReadOnlyList<RequirementAlias> Aliases { get; }

    /// <summary>Advice on a requirement; null for a heading. It is kept apart from the requirement: the statement of applicability, which shows requirements, cannot carry it.</summary>
    public RequirementGuidance? GuidanceOf(RequirementId id) => _guidance.GetValueOrDefault(id);

    /// <summary>Requirements that a provision leads to, strongest first.</summary>
    public IReadOnlyList<CrosswalkLink> LinksOf(Provision provision) => [.. _linksBySource[provision.Id].OrderByDescending(link => link.Support)];

    /// <summary>Provisions that lead to a requirement, strongest first.</summary>
    public IReadOnlyList<CrosswalkLink> LinksTo(RequirementId id) => [.. _linksByTarget[id].OrderByDescending(link => link.Support).ThenBy(link => link.Source.Order)];

    public Requirement? Find(RequirementId id) => _byId.GetValueOrDefault(id);

    public Requirement? Find(string standard, string reference) =>
        RequirementId.TryParse($"{standard}:{reference}", out var id) ? Find(id) : null;

    /// <summary>Pairs in which the control stands, strongest first.</summary>
    public IReadOnlyList<ControlMapping> MappingsOf(RequirementId id) =>
        [.. _mappingsBySource[id].Concat(_mappingsByTarget[id]).OrderByDescending(mapping => mapping.Strength).ThenBy(mapping => mapping.Id, StringComparer.Ordinal)];

    public ClauseMapping? ClauseMappingOf(RequirementId id) =>
        ClauseMappings.FirstOrDefault(mapping => mapping.Target.Id == id || mapping.Source?.Id == id);

    /// <summary>The requirement meant by a text, or the question to ask back; a bare number is never guessed, and a wrong one never replaced in silence.</summary>
    public RequirementResolution Resolve(string? text) => RequirementResolver.Resolve(this, text);
}
