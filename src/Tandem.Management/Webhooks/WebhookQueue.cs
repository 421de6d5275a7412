using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Notifications;

namespace Tandem.Management.Webhooks;

/// <summary>The deliveries on their way. That one is being sent is stored before the receiver is asked, and what came of it after.</summary>
internal sealed class WebhookQueue(TandemDbContext db, Notifier notifier, ChangeContext change, TimeProvider time)
{
    internal static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(5);

    /// <summary>Takes the oldest delivery that is due, to a receiver that is on and not among <paramref name="except"/>, for this process alone; null when there is none.</summary>
    internal async Task<(Webhook Webhook, WebhookDelivery Delivery)?> TakeAsync(IReadOnlyCollection<string> except, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var abandoned = now - LongestSending;
        while (await (from delivery in db.WebhookDeliveries.AsNoTracking()
                      join webhook in db.Webhooks.AsNoTracking() on delivery.WebhookKey equals webhook.Key
                      where webhook.IsOn && webhook.ArchivedAt == null && !except.Contains(webhook.Key)
                          && ((delivery.State == WebhookDeliveryState.Waiting && delivery.DueAt <= now) || (delivery.State == WebhookDeliveryState.Sending && delivery.DueAt <= abandoned))
                      orderby delivery.DueAt, delivery.LedgerIndex, delivery.Id
                      select new { Webhook = webhook, Delivery = delivery }).FirstOrDefaultAsync(cancellation) is { } next)
        {
            var taken = await db.WebhookDeliveries.Where(d => d.Id == next.Delivery.Id && d.State == next.Delivery.State && d.Attempts == next.Delivery.Attempts)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, WebhookDeliveryState.Sending).SetProperty(d => d.Attempts, next.Delivery.Attempts + 1).SetProperty(d => d.DueAt, now), cancellation);
            next.Delivery.Attempts++;
            if (taken == 1)
                return (next.Webhook, next.Delivery);
        }
        return null;
    }

    /// <summary>Notes what came of an attempt; a receiver that was tried for three days in vain, or wants nothing any more, is switched off and people are told.</summary>
    internal async Task SettleAsync(Webhook webhook, WebhookDelivery delivery, WebhookAnswer answer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var isOver = answer.IsGone || delivery.Attempts > WebhookLimits.Pauses.Count;
        var state = answer.IsDelivered ? WebhookDeliveryState.Delivered : isOver ? WebhookDeliveryState.Failed : WebhookDeliveryState.Waiting;
        var due = state == WebhookDeliveryState.Waiting ? now + WebhookLimits.Pauses[delivery.Attempts - 1] : now;
        DateTimeOffset? delivered = answer.IsDelivered ? now : null;
        var (status, text) = (answer.Status, answer.Kept);
        await db.WebhookDeliveries.Where(d => d.Id == delivery.Id && d.Attempts == delivery.Attempts).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, state).SetProperty(d => d.DueAt, due).SetProperty(d => d.DeliveredAt, delivered).SetProperty(d => d.Status, status).SetProperty(d => d.Answer, text), cancellation);
        if (state == WebhookDeliveryState.Failed)
            await SwitchOffAsync(webhook.Key, answer.IsGone ? "the receiver answered 410: it wants nothing any more" : "the receiver took nothing for three days", cancellation);
    }

    /// <summary>Sends a delivery again now, from the first attempt on and with the same id; false when it is being sent or not of this receiver.</summary>
    internal async Task<bool> ResendAsync(string webhook, Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await db.WebhookDeliveries.Where(d => d.Id == id && d.WebhookKey == webhook && d.State != WebhookDeliveryState.Sending)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, WebhookDeliveryState.Waiting).SetProperty(d => d.Attempts, 0).SetProperty(d => d.DueAt, now), cancellation) == 1;
    }

    /// <summary>Forgets what was delivered or given up 30 days ago.</summary>
    internal Task<int> ForgetAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow().AddDays(-30);
        return db.WebhookDeliveries.Where(d => d.CreatedAt < before && (d.State == WebhookDeliveryState.Delivered || d.State == WebhookDeliveryState.Failed)).ExecuteDeleteAsync(cancellation);
    }

    private async Task SwitchOffAsync(string key, string why, CancellationToken cancellation)
    {
        if (await db.Webhooks.FirstOrDefaultAsync(w => w.Key == key && w.IsOn, cancellation) is not { } webhook)
            return;
        webhook.IsOn = false;
        webhook.Problem = why;
        change.Reason = why;
        var roles = Permissions.Holders[Permissions.Administer];
        var administrators = await (from account in db.Users
                                    join held in db.UserRoles on account.Id equals held.UserId
                                    join role in db.Roles on held.RoleId equals role.Id
                                    where account.PersonKey != null && roles.Contains(role.Name!)
                                    select account.PersonKey!).Distinct().ToListAsync(cancellation);
        foreach (var person in administrators.Append(webhook.EnteredBy).Distinct(StringComparer.Ordinal))
            notifier.Add(person, NotificationKinds.WebhookDisabled, key, $"Webhook {key} is switched off: {why}", Webhook.PathOf(key));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody decides about it at this moment; that decision holds.
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
