using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Notifications;

namespace Tandem.Management.Mail;

/// <summary>Turns notifications into mails: at once, once a day, or not, as each person wants it. Each in one transaction, so that a notification stands in one mail at most.</summary>
internal sealed class PlanMail(TandemDbContext db, MailRecipients recipients, NotificationPreferences preferences, ManagementOptions options, TimeProvider time)
{
    private const int Piece = 200;

    /// <summary>Decides about notifications nobody has looked at yet; how many.</summary>
    internal async Task<int> PlanAsync(MailSettings? settings, CancellationToken cancellation)
    {
        var pending = await db.Notifications.Where(n => n.Mail == NotificationMail.Pending).OrderBy(n => n.Id).Take(Piece).ToListAsync(cancellation);
        if (pending.Count == 0)
            return 0;
        if (settings is not { IsOn: true })
        {
            // Not kept for later: who sets up mail does not want the past year in it.
            pending.ForEach(n => n.Mail = NotificationMail.None);
            return await SaveAsync(pending.Count, cancellation);
        }
        var keys = pending.Select(n => n.PersonKey).Distinct(StringComparer.Ordinal).ToList();
        var people = await recipients.FindAsync(keys, cancellation);
        var wishes = await preferences.ReadAsync(keys, cancellation);
        foreach (var notification in pending)
        {
            var wish = !people.ContainsKey(notification.PersonKey) ? MailWish.Never
                : wishes.TryGetValue((notification.PersonKey, notification.Kind), out var chosen) ? chosen : NotificationKinds.Find(notification.Kind)?.Mail ?? MailWish.Never;
            if (wish == MailWish.AtOnce)
                Enqueue(people[notification.PersonKey], MailText.OfOne(notification, options.BrowserUrl));
            notification.Mail = wish switch
            {
                MailWish.AtOnce => NotificationMail.Mailed,
                MailWish.Daily => NotificationMail.Digest,
                MailWish.Never => NotificationMail.None,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        return await SaveAsync(pending.Count, cancellation);
    }

    /// <summary>Makes one person's daily mail of what waits since before the hour of today, or of yesterday while that has not come; false when nobody waits.</summary>
    internal async Task<bool> DigestAsync(MailSettings settings, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, settings.DigestHour, 0, 0, TimeSpan.Zero);
        var until = hour <= now ? hour : hour.AddDays(-1);
        var person = await db.Notifications.Where(n => n.Mail == NotificationMail.Digest && n.At < until).OrderBy(n => n.PersonKey).Select(n => n.PersonKey).FirstOrDefaultAsync(cancellation);
        if (person is null)
            return false;
        var waiting = await db.Notifications.Where(n => n.Mail == NotificationMail.Digest && n.PersonKey == person && n.At < until).OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(cancellation);
        var recipient = (await recipients.FindAsync([person], cancellation)).GetValueOrDefault(person);
        // Who has read it in the application needs no mail.
        var news = waiting.Where(n => n.ReadAt is null && recipient is not null).ToList();
        foreach (var notification in waiting)
            notification.Mail = news.Contains(notification) ? NotificationMail.Mailed : NotificationMail.None;
        if (news.Count > 0)
            Enqueue(recipient!, MailText.OfDay(news, options.BrowserUrl));
        await SaveAsync(waiting.Count, cancellation);
        return true;
    }

    private void Enqueue(MailRecipient recipient, (string Subject, string Body) text)
    {
        var now = time.GetUtcNow();
        db.Add(new MailMessage
        {
            Id = Guid.CreateVersion7(now),
            PersonKey = recipient.Key,
            Address = recipient.Address,
            AddressName = recipient.Name,
            Subject = text.Subject,
            Body = text.Body,
            CreatedAt = now,
            DueAt = now,
        });
    }

    private async Task<int> SaveAsync(int count, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process on the same database was faster; what it left is looked at next time.
            return 0;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
