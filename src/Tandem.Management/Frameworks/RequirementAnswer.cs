namespace Tandem.Management.Frameworks;

/// <summary>A requirement as the API gives it.</summary>
/// <param name="Requirement">Such as `iso27001:A.8.15`.</param>
/// <param name="Standard">The standard with its edition.</param>
/// <param name="Ref">Its number in the standard.</param>
/// <param name="Kind">`clause` or `control`.</param>
/// <param name="Title">What it is called here.</param>
/// <param name="Summary">In our own words.</param>
/// <param name="Parent">The requirement above it; null for none.</param>
/// <param name="Group">The part of the standard.</param>
/// <param name="Level">How deep it stands.</param>
/// <param name="IsAssessable">True when a statement of applicability decides on it.</param>
/// <param name="NeedsDocumentedInformation">True when something must be written.</param>
/// <param name="Evidence">Kinds of evidence that fit.</param>
/// <param name="UnsuitableEvidence">Kinds that do not, each with the reason.</param>
/// <param name="Records">What records of the gateway can show; null for nothing.</param>
/// <param name="Siblings">Controls of the other standard.</param>
/// <param name="SiblingClause">The clause of the other standard; null for none.</param>
/// <param name="Content">Version of the content.</param>
/// <param name="Notice">What the content is and is not.</param>
internal sealed record RequirementAnswer(
    string Requirement, string Standard, string Ref, string Kind, string Title, string Summary, string? Parent, string Group, string Level, bool IsAssessable, bool NeedsDocumentedInformation,
    IReadOnlyList<string> Evidence, IReadOnlyList<RequirementAnswer.Unsuitable> UnsuitableEvidence, RequirementAnswer.FromRecords? Records, IReadOnlyList<RequirementAnswer.Sibling> Siblings,
    RequirementAnswer.OtherClause? SiblingClause, string Content, string Notice)
{
    internal sealed record Unsuitable(string Type, string Reason);

    internal sealed record FromRecords(string Strength, IReadOnlyList<string> Fields, string Check);

    internal sealed record Sibling(string Requirement, int Strength, string Relation, string Rationale);

    internal sealed record OtherClause(string? Requirement, string Integration, string Approach);

    internal static RequirementAnswer Of(Requirement requirement, FrameworkCatalogue catalogue) => new(
        requirement.Id.ToString(), requirement.Id.Standard.Edition(), requirement.Id.Ref, requirement.Kind == RequirementKind.Clause ? "clause" : "control", requirement.Title, requirement.Summary,
        requirement.Parent?.ToString(), requirement.Group.Title, requirement.Level, requirement.IsAssessable, requirement.NeedsDocumentedInformation,
        [.. requirement.Evidence.Select(type => type.Id)],
        [.. requirement.UnsuitableEvidence.Select(unsuitable => new Unsuitable(unsuitable.Type.Id, unsuitable.Reason))],
        requirement.RuntimeEvidence is { } runtime ? new(runtime.Strength.ToString().ToLowerInvariant(), runtime.Fields, runtime.Check) : null,
        [.. catalogue.MappingsOf(requirement.Id).Select(mapping => new Sibling(
            (mapping.Source.Id == requirement.Id ? mapping.Target : mapping.Source).Id.ToString(), mapping.Strength, mapping.Relation, mapping.Rationale))],
        catalogue.ClauseMappingOf(requirement.Id) is { } clause
            ? new((clause.Target.Id == requirement.Id ? clause.Source : clause.Target)?.Id.ToString(), clause.IntegrationText, clause.Approach) : null,
        catalogue.Version, catalogue.Notice);
}
