using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Evidence.Suitability;
using Tandem.Management.Frameworks;
using Tandem.Management.Links;

namespace Tandem.Management.Evidence.Coverage;

/// <summary>Reads the items that are linked as evidence for or against things; one statement, however many. What is archived or withdrawn counts for nothing and is left out.</summary>
internal sealed class LinkedEvidenceReader(TandemDbContext db, SuitabilityReader suitability)
{
    internal async Task<ILookup<string, LinkedEvidence>> OfAsync(IQueryable<string> ends, CancellationToken cancellation) =>
        (await Read(db.Links.Where(l => ends.Contains(l.ToKey))).ToListAsync(cancellation)).ToLookup(linked => linked.End, StringComparer.Ordinal);

    internal async Task<IReadOnlyList<LinkedEvidence>> OfAsync(string end, CancellationToken cancellation) =>
        await Read(db.Links.Where(l => l.ToKey == end)).Take(EvidenceLimits.ItemsShown).ToListAsync(cancellation);

    internal IReadOnlyList<Requirement> RequirementsOf(IEnumerable<string> ids) => suitability.RequirementsOf(ids);

    private IQueryable<LinkedEvidence> Read(IQueryable<Link> links) =>
        from link in links.Where(l => l.EndedAt == null && (l.Relation == LinkRelation.EvidenceFor || l.Relation == LinkRelation.Contradicts))
        join item in db.EvidenceItems.Where(i => i.ArchivedAt == null && i.State != EvidenceState.Withdrawn) on link.FromKey equals item.Key
        orderby link.Number
        select new LinkedEvidence
        {
            End = link.ToKey,
            Contradicts = link.Relation == LinkRelation.Contradicts,
            Key = item.Key,
            Title = item.Title,
            Kind = item.Kind,
            OwnKind = item.OwnKind,
            State = item.State,
            CoversFrom = item.CoversFrom,
            CoversTo = item.CoversTo,
            CollectedOn = item.CollectedOn,
            FreshUntil = item.FreshUntil,
            DueFrom = item.DueFrom,
        };
}
