using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Evidence.Suitability;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks;
using Tandem.Management.Links;

namespace Tandem.Management.Evidence.Coverage;

/// <summary>Figures F9, as far as requests go, and F11; with what they are counted from.</summary>
internal sealed class EvidenceFigures(TandemDbContext db, SuitabilityReader suitability) : IFigureSource
{
    // A rate of fewer says more about chance than about work.
    private const int Least = 10;

    public async Task<IReadOnlyList<Figure>> ReadAsync(FigureQuestion question, CancellationToken cancellation)
    {
        var today = question.Today;
        var requests = await db.EvidenceRequests.Where(r => r.ArchivedAt == null).GroupBy(_ => 1)
            .Select(all => new { All = all.Count(), FromRegister = all.Count(r => r.AnsweredOn != null && r.WasInRegister) }).SingleOrDefaultAsync(cancellation);
        var current = db.EvidenceItems.Where(i => i.ArchivedAt == null && i.State == EvidenceState.Accepted && i.FreshUntil >= today);
        var count = await current.CountAsync(cancellation);
        var links = await (from link in db.Links.Where(l => l.EndedAt == null && l.Relation == LinkRelation.EvidenceFor)
                           join item in current on link.FromKey equals item.Key
                           orderby link.Number
                           select new { link.FromKey, link.ToKey }).ToListAsync(cancellation);
        var served = await suitability.ServedAsync(links.Select(link => link.ToKey).Distinct(StringComparer.Ordinal).ToList(), cancellation);
        var both = links.GroupBy(link => link.FromKey, StringComparer.Ordinal)
            .Count(ofItem => Standards.All.All(standard => ofItem.Any(link => served.TryGetValue(link.ToKey, out var end) && end.Requirements.Any(requirement => requirement.Id.Standard == standard))));
        return [Requests(requests?.FromRegister ?? 0, requests?.All ?? 0), Shared(both, count)];
    }

    internal static Figure Requests(int fromRegister, int all) => Figure.Share("F9", "Requests for evidence answered from the register",
        "requests answered with an item that was in the register before it was asked for, by all requests", new("answered from the register", fromRegister), new("requests", all),
        all < Least ? $"Not enough data: there are {all} requests, and {Least} are needed." : null);

    internal static Figure Shared(int both, int current) => Figure.Share("F11", "Evidence that serves both standards",
        "current items linked, directly or by controls and their claims, places and tests, with requirements of both standards, by all current items; current is what is accepted and fresh", new("serve both", both), new("current", current),
        current < Least ? $"Not enough data: {current} items are accepted and fresh, and {Least} are needed." : null);
}
