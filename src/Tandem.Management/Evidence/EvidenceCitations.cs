using Microsoft.EntityFrameworkCore;
using Tandem.Management.Approvals;
using Tandem.Management.Database;
using Tandem.Management.Links;

namespace Tandem.Management.Evidence;

/// <summary>That something signed rests on an item.</summary>
/// <param name="Link">Key of the link by which it is evidence for the record.</param>
/// <param name="Record">Key of the record that was approved.</param>
/// <param name="Approval">Key of the approval.</param>
/// <param name="At">When it was given.</param>
internal sealed record Citation(string Link, string Record, string Approval, DateTimeOffset At);

/// <summary>Finds what signed things rest on. INVARIANT (cited stays): an item that was linked with a record when the record was approved is not withdrawn, archived or unlinked; it can only get another revision.</summary>
internal sealed class EvidenceCitations(TandemDbContext db)
{
    internal async Task<IReadOnlyList<Citation>> OfAsync(string item, CancellationToken cancellation) =>
        await Of(db.Links.Where(l => l.FromKey == item)).ToListAsync(cancellation);

    /// <summary>Why an item cannot be taken back, as the rest of a sentence; null when it can.</summary>
    internal async Task<string?> WhyLockedAsync(string item, CancellationToken cancellation) =>
        await Of(db.Links.Where(l => l.FromKey == item)).FirstOrDefaultAsync(cancellation) is { } cited
            ? $"cannot be: {item} is cited by {cited.Approval}, which approved {cited.Record}; add a revision instead, the cited one stays" : null;

    /// <summary>Why a link cannot be taken away; null when it can.</summary>
    internal async Task<string?> WhyLinkedAsync(Link link, CancellationToken cancellation) =>
        await Of(db.Links.Where(l => l.Key == link.Key)).FirstOrDefaultAsync(cancellation) is { } cited
            ? $"{link.FromKey} is cited by {cited.Approval}, which approved {cited.Record}; the link stays, and a link to something else can be added" : null;

    private IQueryable<Citation> Of(IQueryable<Link> links) =>
        from link in links.Where(l => l.Relation == LinkRelation.EvidenceFor && l.EndedAt == null && l.FromKey.StartsWith(EvidenceItem.Prefix + "-"))
        join approval in db.Approvals.Where(a => a.State == ApprovalState.Approved) on link.ToKey equals approval.SubjectKey
        where approval.ClosedAt >= link.CreatedAt
        orderby approval.Number
        select new Citation(link.Key, link.ToKey, approval.Key, approval.ClosedAt!.Value);
}
