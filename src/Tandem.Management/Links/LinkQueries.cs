using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Links;

/// <summary>One link, seen from one of its ends.</summary>
/// <param name="Link">The link.</param>
/// <param name="Words">How it reads from here.</param>
/// <param name="Other">What it leads to.</param>
/// <param name="MayEnd">True when the person may take it away.</param>
public sealed record LinkRow(Link Link, string Words, LinkEnd Other, bool MayEnd)
{
    /// <summary>What is to be thought of with it; null for nothing.</summary>
    public string? Warning { get; init; }
}

/// <summary>The links of one record or requirement.</summary>
/// <param name="End">It.</param>
/// <param name="Rows">Its links by relation, at most as many as were asked for.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Ended">How many there were.</param>
/// <param name="MayAdd">True when the person may surely add one; the other end may give the right too.</param>
public sealed record LinksOf(LinkEnd End, IReadOnlyList<LinkRow> Rows, int Count, int Ended, bool MayAdd);

/// <summary>What links there are.</summary>
internal sealed class LinkQueries(TandemDbContext db, LinkEnds ends, LinkRules rules)
{
    internal async Task<LinksOf> OfAsync(LinkEnd end, int most, CancellationToken cancellation)
    {
        var all = db.Links.AsNoTracking().Where(l => l.FromKey == end.Key || l.ToKey == end.Key);
        var counts = await all.GroupBy(l => l.EndedAt == null).Select(group => new { IsLive = group.Key, Count = group.Count() }).ToListAsync(cancellation);
        var live = counts.Find(count => count.IsLive)?.Count ?? 0;
        var links = live == 0 ? [] : await all.Where(l => l.EndedAt == null).OrderBy(l => l.Relation).ThenBy(l => l.Number).Take(most).ToListAsync(cancellation);
        var others = await ends.ListAsync(links.Select(link => link.Other(end.Key)), cancellation);
        var mayEdit = ends.MayEdit(end);
        var warnings = await rules.WarningsAsync(links, cancellation);
        var rows = links.Select(link => (Link: link, Other: others[link.Other(end.Key)]))
            .Select(row => new LinkRow(row.Link, row.Link.DirectionFrom(end.Key).Words, row.Other, mayEdit || ends.MayEdit(row.Other)) { Warning = warnings.GetValueOrDefault(row.Link.Key) }).ToList();
        return new(end, rows, live, counts.Find(count => !count.IsLive)?.Count ?? 0, mayEdit && !end.IsArchived);
    }

    /// <summary>Links that hold, at any of these ends; the oldest, at most as many as were asked for.</summary>
    internal async Task<IReadOnlyList<Link>> TouchingAsync(IReadOnlyCollection<string> keys, int most, CancellationToken cancellation) =>
        await db.Links.AsNoTracking().Where(l => l.EndedAt == null && (keys.Contains(l.FromKey) || keys.Contains(l.ToKey))).OrderBy(l => l.Number).Take(most).ToListAsync(cancellation);
}
