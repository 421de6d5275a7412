using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.Notifications;

/// <summary>Marks the own notifications as read. By plain statements: a list that a person empties is no change of a record.</summary>
internal sealed class ReadNotifications(TandemDbContext db, CurrentUser user, TimeProvider time)
{
    /// <summary>All notifications of the person who asks.</summary>
    internal IQueryable<Notification> Own()
    {
        var person = user.PersonKey ?? "";
        return db.Notifications.AsNoTracking().Where(n => n.PersonKey == person);
    }

    /// <summary>Marks one; null when there is none of this id, or it is another person's.</summary>
    internal async Task<Notification?> MarkAsync(Guid id, CancellationToken cancellation)
    {
        if (await Own().FirstOrDefaultAsync(n => n.Id == id, cancellation) is not { } notification)
            return null;
        var now = time.GetUtcNow();
        await Own().Where(n => n.Id == id && n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellation);
        return notification;
    }

    /// <summary>Marks all up to an instant, so that what came after the page was drawn stays unread; how many.</summary>
    internal Task<int> MarkAllAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return Own().Where(n => n.ReadAt == null && n.At <= until).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellation);
    }

    internal Task<int> CountUnreadAsync(CancellationToken cancellation) => Own().CountAsync(n => n.ReadAt == null, cancellation);
}
