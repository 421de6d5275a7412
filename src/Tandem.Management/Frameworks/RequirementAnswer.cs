namespace Tandem.Management.Frameworks;

/// <summary>A requirement as the API gives it.</summary>
internal static class RequirementAnswer
{
    internal static object Of(Requirement requirement, FrameworkCatalogue catalogue) => new
    {
        requirement = requirement.Id.ToString(),
        standard = requirement.Id.Standard.Edition(),
        requirement.Id.Ref,
        kind = requirement.Kind == RequirementKind.Clause ? "clause" : "control",
        requirement.Title,
        requirement.Summary,
        parent = requirement.Parent?.ToString(),
        group = requirement.Group.Title,
        requirement.Level,
        requirement.IsAssessable,
        requirement.NeedsDocumentedInformation,
        evidence = requirement.Evidence.Select(type => type.Id),
        unsuitableEvidence = requirement.UnsuitableEvidence.Select(unsuitable => new { type = unsuitable.Type.Id, unsuitable.Reason }),
        records = requirement.RuntimeEvidence is { } runtime ? new { strength = runtime.Strength.ToString().ToLowerInvariant(), runtime.Fields, runtime.Check } : null,
        siblings = catalogue.MappingsOf(requirement.Id).Select(mapping => new
        {
            requirement = (mapping.Source.Id == requirement.Id ? mapping.Target : mapping.Source).Id.ToString(),
            mapping.Strength,
            mapping.Relation,
            mapping.Rationale,
        }),
        siblingClause = catalogue.ClauseMappingOf(requirement.Id) is { } clause
            ? new { requirement = (clause.Target.Id == requirement.Id ? clause.Source : clause.Target)?.Id.ToString(), integration = clause.IntegrationText, clause.Approach }
            : null,
        content = catalogue.Version,
        notice = catalogue.Notice,
    };
}
