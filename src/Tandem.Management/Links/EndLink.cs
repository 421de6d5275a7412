using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Links;

/// <summary>Takes a link away: it stays as an ended one, with who, when and why.</summary>
internal sealed class EndLink(TandemDbContext db, LinkEnds ends, LinkRules rules, ChangeContext change, TimeProvider time)
{
    internal async Task<LinkOutcome> ExecuteAsync(string key, string? reason, CancellationToken cancellation)
    {
        if (await db.Links.FirstOrDefaultAsync(l => l.Key == key, cancellation) is not { } link)
            return new LinkOutcome.Missing();
        var known = await ends.ListAsync([link.FromKey, link.ToKey], cancellation);
        var (from, to) = (known[link.FromKey], known[link.ToKey]);
        if (!ends.MayEdit(from) && !ends.MayEdit(to))
            return new LinkOutcome.Forbidden(LinkEnds.WhyNot(from, to));
        var why = (reason ?? "").Trim();
        if (why.Length is 0 or > RecordLimits.Reason)
            return new LinkOutcome.Invalid(new FormErrors().Add("reason", $"say why the link is removed, in at most {RecordLimits.Reason} characters; it stands in the history"));
        if (link.EndedAt is not null)
            return new LinkOutcome.Refused($"{key} was removed by {link.EndedBy} before; nothing was changed");
        if (await rules.WhyNotEndedAsync(link, cancellation) is { } stays)
            return new LinkOutcome.Refused(stays);
        (link.EndedAt, link.EndedBy, link.EndReason) = (time.GetUtcNow(), change.ActorName, why);
        change.Reason = why;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await ExecuteAsync(key, reason, cancellation);
        }
        return new LinkOutcome.Saved(link);
    }
}
