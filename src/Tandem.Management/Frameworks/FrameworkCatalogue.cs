namespace Tandem.Management.Frameworks;

/// <summary>Both standards and what relates them, read once at start and never changed while running.</summary>
public sealed class FrameworkCatalogue
{
    private readonly Dictionary<RequirementId, Requirement> _byId;
    private readonly ILookup<RequirementId, ControlMapping> _mappingsBySource;
    private readonly ILookup<RequirementId, ControlMapping> _mappingsByTarget;

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
    }

    public string Version { get; }

    public string Notice { get; }

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

    public Requirement? Find(RequirementId id) => _byId.GetValueOrDefault(id);

    public Requirement? Find(string standard, string reference) =>
        RequirementId.TryParse($"{standard}:{reference}", out var id) ? Find(id) : null;

    /// <summary>Pairs in which the control stands, strongest first.</summary>
    public IReadOnlyList<ControlMapping> MappingsOf(RequirementId id) =>
        [.. _mappingsBySource[id].Concat(_mappingsByTarget[id]).OrderByDescending(mapping => mapping.Strength).ThenBy(mapping => mapping.Id, StringComparer.Ordinal)];

    public ClauseMapping? ClauseMappingOf(RequirementId id) =>
        ClauseMappings.FirstOrDefault(mapping => mapping.Target.Id == id || mapping.Source?.Id == id);

    /// <summary>The requirement meant by a text, or the question to ask back; a bare number is never guessed.</summary>
    public RequirementResolution Resolve(string? text)
    {
        if (RequirementId.TryParse(text, out var id, out var problem))
        {
            return Find(id) is { } requirement
                ? new(requirement, null, [])
                : new(null, $"`{id}` is in neither the clauses nor the Annex A of {id.Standard.Edition()}; look in the catalogue", []);
        }
        var candidates = Standards.All.Select(standard => Find(standard.Prefix(), (text ?? "").Trim())).OfType<Requirement>().ToArray();
        if (candidates.Length == 0)
            return new(null, problem, []);
        var named = string.Join(" or ", candidates.Select(candidate => $"`{candidate.Id}` ({candidate.Title})"));
        return new(null, $"`{text!.Trim()}` does not say which standard; did you mean {named}?", candidates);
    }
}

/// <summary>Either the requirement, or a question with the candidates it names.</summary>
public sealed record RequirementResolution(Requirement? Requirement, string? Question, IReadOnlyList<Requirement> Candidates);
