using Tandem.Management.Frameworks.Aliases;
using Tandem.Management.Frameworks.External;
using Tandem.Management.Frameworks.Guidance;
using Tandem.Management.Frameworks.MappingDecisions;

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
/// <param name="Guidance">Advice of ours and no text of the standard; null for a heading.</param>
/// <param name="Provisions">Provisions of laws and other frameworks that lead to it.</param>
/// <param name="OftenMeant">What the identifier is often said for, where the wording in the address shows that; empty otherwise.</param>
/// <param name="Content">Version of the content.</param>
/// <param name="Notice">What the content is and is not.</param>
internal sealed record RequirementAnswer(
    string Requirement, string Standard, string Ref, string Kind, string Title, string Summary, string? Parent, string Group, string Level, bool IsAssessable, bool NeedsDocumentedInformation,
    IReadOnlyList<string> Evidence, IReadOnlyList<RequirementAnswer.Unsuitable> UnsuitableEvidence, RequirementAnswer.FromRecords? Records, IReadOnlyList<RequirementAnswer.Sibling> Siblings,
    RequirementAnswer.OtherClause? SiblingClause, RequirementAnswer.Advice? Guidance, IReadOnlyList<RequirementAnswer.Provision> Provisions, IReadOnlyList<RequirementAnswer.Meant> OftenMeant, string Content, string Notice)
{
    internal sealed record Unsuitable(string Type, string Reason);

    internal sealed record FromRecords(string Strength, IReadOnlyList<string> Fields, string Check);

    internal sealed record Sibling(string Requirement, int Strength, string Relation, string Rationale, string Pair, MappingState Decision);

    internal sealed record OtherClause(string? Requirement, string Integration, string Approach);

    internal sealed record Advice(IReadOnlyList<string> How, IReadOnlyList<string> CommonMistakes, IReadOnlyList<Extended> Extends27001, string FirstStep, EffortHint? Effort, string AiAngle);

    internal sealed record Extended(string Requirement, string Note);

    /// <summary>A provision that leads to the requirement. Meeting the requirement never proves that it is met.</summary>
    internal sealed record Provision(string Id, string Title, Support Support, string Note);

    internal sealed record Meant(IReadOnlyList<string> Requirements, string Reason);

    internal static RequirementAnswer Of(Requirement requirement, FrameworkCatalogue catalogue, IReadOnlyList<MappingRow> pairs, IReadOnlyList<RequirementAlias> aliases) => new(
        requirement.Id.ToString(), requirement.Id.Standard.Edition(), requirement.Id.Ref, requirement.Kind == RequirementKind.Clause ? "clause" : "control", requirement.Title, requirement.Summary,
        requirement.Parent?.ToString(), requirement.Group.Title, requirement.Level, requirement.IsAssessable, requirement.NeedsDocumentedInformation,
        [.. requirement.Evidence.Select(type => type.Id)],
        [.. requirement.UnsuitableEvidence.Select(unsuitable => new Unsuitable(unsuitable.Type.Id, unsuitable.Reason))],
        requirement.RuntimeEvidence is { } runtime ? new(runtime.Strength.ToString().ToLowerInvariant(), runtime.Fields, runtime.Check) : null,
        [.. pairs.Select(row => new Sibling(
            (row.Pair.Source.Id == requirement.Id ? row.Pair.Target : row.Pair.Source).Id.ToString(), row.Pair.Strength, row.Pair.Relation, row.Pair.Rationale, row.Pair.Id, row.State))],
        catalogue.ClauseMappingOf(requirement.Id) is { } clause
            ? new((clause.Target.Id == requirement.Id ? clause.Source : clause.Target)?.Id.ToString(), clause.IntegrationText, clause.Approach) : null,
        catalogue.GuidanceOf(requirement.Id) is { } advice
            ? new(advice.How, advice.CommonMistakes, [.. advice.Extends.Select(work => new Extended(work.Requirement.Id.ToString(), work.Note))], advice.FirstStep, advice.Effort, advice.AiAngle) : null,
        [.. catalogue.LinksTo(requirement.Id).Select(link => new Provision(link.Source.Id, link.Source.Title, link.Support, link.Note))],
        [.. aliases.Select(alias => new Meant([.. alias.Meant.Select(meant => meant.Id.ToString())], alias.Reason))],
        catalogue.Version, catalogue.Notice);
}
