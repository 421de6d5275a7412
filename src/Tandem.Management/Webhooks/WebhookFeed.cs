using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Webhooks;

/// <summary>
/// Makes deliveries of what the log holds, in the order of the log. INVARIANT (none lost, none twice): deliveries and the position in the log are stored in one transaction. The order is
/// that of the log and not of the changes' numbers: a transaction that commits late makes smaller numbers visible afterwards, and the log takes them when they are there.
/// </summary>
internal sealed class WebhookFeed(TandemDbContext db, TimeProvider time)
{
    private const int Piece = 200;

    /// <summary>Looks at the next changes; how many there were.</summary>
    internal async Task<int> StepAsync(CancellationToken cancellation)
    {
        var position = await db.WebhookPositions.FirstOrDefaultAsync(p => p.Id == WebhookPosition.Only, cancellation);
        if (position is null)
        {
            // What happened before there were webhooks is told to nobody.
            db.Add(new WebhookPosition { LedgerIndex = await db.ChangeEvents.MaxAsync(e => e.LedgerIndex, cancellation) ?? -1 });
            return await SaveAsync(0, cancellation);
        }
        var changes = await db.ChangeEvents.AsNoTracking().Where(e => e.LedgerIndex > position.LedgerIndex).OrderBy(e => e.LedgerIndex).Take(Piece).ToListAsync(cancellation);
        if (changes.Count == 0)
        {
            db.ChangeTracker.Clear();
            return 0;
        }
        var webhooks = await db.Webhooks.AsNoTracking().Where(w => w.IsOn && w.ArchivedAt == null).ToListAsync(cancellation);
        var now = time.GetUtcNow();
        foreach (var change in changes)
        {
            foreach (var webhook in webhooks.Where(w => w.RecordTypes.Contains(change.RecordType) && w.Actions.Contains(change.Action)))
                db.Add(Delivery(webhook.Key, WebhookPayload.EventOf(change), WebhookPayload.Of(change), now, change.LedgerIndex));
        }
        position.LedgerIndex = changes[^1].LedgerIndex!.Value;
        return await SaveAsync(changes.Count, cancellation);
    }

    internal static WebhookDelivery Delivery(string webhook, string name, string body, DateTimeOffset now, long? ledgerIndex = null) =>
        new() { Id = Guid.CreateVersion7(now), WebhookKey = webhook, Event = name, LedgerIndex = ledgerIndex, Body = body, CreatedAt = now, DueAt = now };

    private async Task<int> SaveAsync(int count, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return count;
        }
        catch (DbUpdateException)
        {
            return 0; // Another process on the same database was faster.
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
