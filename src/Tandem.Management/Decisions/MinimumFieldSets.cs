using Tandem.Management.Frameworks;

namespace Tandem.Management.Decisions;

/// <summary>The two minimum field sets of `runtime-evidence.json`, and the fields each requirement asks for.</summary>
public sealed class MinimumFieldSets
{
    private readonly Dictionary<RequirementId, FieldSet> _byRequirement;

    /// <exception cref="ArgumentException">The content names a field for which no rule says which member carries it.</exception>
    public MinimumFieldSets(FrameworkCatalogue catalogue)
    {
        SecurityLogging = RecordFields.Of(catalogue.MinimumForSecurityLogging);
        AiEventLogs = RecordFields.Of(catalogue.MinimumForAiEventLogs);
        _ = RecordFields.Of(catalogue.RecordFields.Select(field => field.Name));
        _byRequirement = catalogue.Requirements
            .Where(requirement => requirement.RuntimeEvidence is not null)
            .ToDictionary(requirement => requirement.Id, requirement => RecordFields.Of(requirement.RuntimeEvidence!.Fields));
    }

    public FieldSet SecurityLogging { get; }

    public FieldSet AiEventLogs { get; }

    public FieldSet Both => SecurityLogging.With(AiEventLogs);

    /// <summary>The fields by which records speak for a requirement; null when they do not.</summary>
    public FieldSet? Of(RequirementId requirement) => _byRequirement.TryGetValue(requirement, out var fields) ? fields : null;
}
