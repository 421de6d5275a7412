using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tandem.Management.Access;
using Tandem.Management.Records;

namespace Tandem.Management.Notifications;

/// <summary>Tells the owner of a record that somebody else changed it, in the transaction of the change, whatever way it was changed. Changes by the program itself are no news.</summary>
internal sealed class OwnerNotices(CurrentUser user, Registers registers, TimeProvider time) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (user.PersonKey is { } actor)
            Add(eventData.Context!, actor);
        return ValueTask.FromResult(result);
    }

    private void Add(DbContext db, string actor)
    {
        foreach (var entry in db.ChangeTracker.Entries<Record>().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList())
        {
            var record = entry.Entity;
            if (registers.Find(record.RecordType) is not { } register)
                continue;
            foreach (var (person, words) in Told(entry))
            {
                if (Notification.For(person, actor, NotificationKinds.RecordChanged, record.Key, $"{user.Name} {words} {record.Key}", register.PathOf(record.Key), time.GetUtcNow()) is { } notice)
                    db.Add(notice);
            }
        }
    }

    private static IEnumerable<(string Person, string Words)> Told(EntityEntry<Record> entry)
    {
        var owner = entry.Property(r => r.Owner);
        if (entry.State == EntityState.Added)
            return [(owner.CurrentValue, "made you the owner of")];
        // A save touches this whenever a field changed, and only then.
        if (!entry.Property(r => r.UpdatedAt).IsModified)
            return [];
        var archived = entry.Property(r => r.ArchivedAt);
        var done = !archived.IsModified ? "changed" : archived.CurrentValue is null ? "restored" : "archived";
        return owner.OriginalValue == owner.CurrentValue
            ? [(owner.CurrentValue, done)]
            : [(owner.OriginalValue, "named another owner of"), (owner.CurrentValue, "made you the owner of")];
    }
}
