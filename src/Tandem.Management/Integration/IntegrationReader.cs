using Microsoft.EntityFrameworkCore;
using Tandem.Management.Controls.Coverage;
using Tandem.Management.Database;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Frameworks;
using Tandem.Management.Frameworks.MappingDecisions;

namespace Tandem.Management.Integration;

/// <summary>Every assessable requirement of ISO/IEC 42001 with what it can be built on; a constant number of statements.</summary>
internal sealed class IntegrationReader(TandemDbContext db, FrameworkCatalogue catalogue, MappingDecisionQueries decisions, ControlPositions positions, DocumentTemplates templates)
{
    internal async Task<IReadOnlyList<IntegrationRow>> ReadAsync(CancellationToken cancellation)
    {
        var pairs = (await decisions.AllAsync(cancellation)).ToLookup(pair => pair.Pair.Target.Id);
        var serving = (await positions.AllAsync(cancellation)).SelectMany(control => control.Control.Satisfies.Select(id => (id, control))).ToLookup(pair => pair.id, pair => pair.control, StringComparer.Ordinal);
        var documents = (await db.Documents.AsNoTracking().Where(d => d.ArchivedAt == null && d.Template != "").OrderBy(d => d.Number).Select(d => new { d.Template, d.Key, d.Title, d.PublishedFile }).ToListAsync(cancellation))
            .SelectMany(d => templates.Find(d.Template)?.Requirements.Select(id => (id, mention: new DocumentMention(d.Key, d.Title, d.PublishedFile > 0))) ?? []).ToLookup(pair => pair.id, pair => pair.mention, StringComparer.Ordinal);
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
}
