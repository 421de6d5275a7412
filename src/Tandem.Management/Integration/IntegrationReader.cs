using Microsoft.EntityFrameworkCore;
using Tandem.Management.Controls.Coverage;
using Tandem.Management.Database;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Frameworks;
using Tandem.Management.Frameworks.MappingDecisions;

namespace Tandem.Management.Integration;

/// <summary>Every assessable requirement of ISO/IEC 42001 with what it can be built on; a constant number of statements.</summary>
internal sealed class IntegrationReader(TandemDbContext db, FrameworkCatalogue catalogue, MappingDecisionQueries decisions, ControlPositions positions, DocumentTemplates templates, SectionQueries sections)
{
    internal async Task<IReadOnlyList<IntegrationRow>> ReadAsync(CancellationToken cancellation)
    {
        var pairs = (await decisions.AllAsync(cancellation)).ToLookup(pair => pair.Pair.Target.Id);
        var serving = (await positions.AllAsync(cancellation)).SelectMany(control => control.Control.Satisfies.Select(id => (id, control))).ToLookup(pair => pair.id, pair => pair.control, StringComparer.Ordinal);
        var documents = await DocumentsAsync(cancellation);
        return catalogue.Requirements.Where(requirement => requirement.Id.Standard == Standard.Iso42001 && requirement.IsAssessable).Select(requirement =>
        {
            var clause = requirement.Kind == RequirementKind.Clause ? catalogue.ClauseMappingOf(requirement.Id) : null;
            var counting = pairs[requirement.Id].Where(pair => pair.State != MappingState.Refused).OrderByDescending(pair => pair.Pair.Strength).ThenBy(pair => pair.Pair.Id, StringComparer.Ordinal).ToList();
            IReadOnlyList<Requirement> siblings = clause is not null ? (clause.Source is { } source ? [source] : []) : counting.ConvertAll(pair => pair.Pair.Source);
            var own = serving[requirement.Id.ToString()].ToList();
            return new IntegrationRow(requirement, CarryOvers.Of(clause, counting), siblings, clause?.Approach ?? (counting.Count > 0 ? counting[0].Pair.Reuse : ""), own,
                siblings.SelectMany(sibling => serving[sibling.Id.ToString()]).Where(control => control.IsInPlace && !own.Contains(control)).Distinct().ToList(), [.. documents[requirement.Id.ToString()]]);
        }).ToList();
    }

    /// <summary>Documents by requirement: those with a section for it, and those begun with a template for it whose text is kept elsewhere.</summary>
    private async Task<ILookup<string, DocumentMention>> DocumentsAsync(CancellationToken cancellation)
    {
        var bySection = (await sections.CurrentAsync(requirement: null, cancellation)).Select(section => (Id: section.Serves, Mention: new DocumentMention(section.Key, section.Title, section.IsInForce))).Distinct().ToList();
        var written = bySection.Select(pair => pair.Mention.Key).ToHashSet(StringComparer.Ordinal);
        var byTemplate = (await db.Documents.AsNoTracking().Where(d => d.ArchivedAt == null && d.Template != "").OrderBy(d => d.Number).Select(d => new { d.Template, d.Key, d.Title, d.PublishedFile }).ToListAsync(cancellation))
            .Where(document => !written.Contains(document.Key))
            .SelectMany(document => templates.Find(document.Template)?.Requirements.Select(id => (Id: id, Mention: new DocumentMention(document.Key, document.Title, document.PublishedFile > 0))) ?? []);
        return bySection.Concat(byTemplate).ToLookup(pair => pair.Id, pair => pair.Mention, StringComparer.Ordinal);
    }
}
