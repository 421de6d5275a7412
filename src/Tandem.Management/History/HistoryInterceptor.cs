using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;

namespace Tandem.Management.History;

/// <summary>Writes what changed, by whom and why, in the transaction of the change. INVARIANT (complete history): no save passes without it.</summary>
internal sealed class HistoryInterceptor(ChangeContext context, HistoryLedger ledger, TimeProvider time) : SaveChangesInterceptor
{
    // Bookkeeping of the change itself: the event says it in members of its own. When and from where something was last used changes all the time, and
    // history, from which nothing can be taken out, does not keep where a person was.
    private static readonly HashSet<string> Bookkeeping = new(StringComparer.Ordinal)
    {
        nameof(IRecord.Version), "CreatedAt", "CreatedBy", "UpdatedAt", "UpdatedBy", "SearchText", "NameKey", "RemindOn", "EscalateOn",
        "NormalizedUserName", "NormalizedEmail", "NormalizedName", "ConcurrencyStamp",
        "LastSeenAt", "LastUsedAt", nameof(Session.SeenWith), nameof(Session.SeenFrom),
    };

    // What this save added; a scope has one context, which one thread uses at a time.
    private readonly List<object> _added = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Record(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Record(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        ledger.Wake();
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Withdraw(eventData.Context!);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Withdraw(eventData.Context!);
        return Task.CompletedTask;
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Withdraw(eventData.Context!);
        return Task.CompletedTask;
    }

    // EF reports that another edit was faster here and nowhere else.
    public override InterceptionResult ThrowingConcurrencyException(ConcurrencyExceptionEventData eventData, InterceptionResult result)
    {
        Withdraw(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Withdraw(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    // Left in the context, they would be saved with the next attempt and tell of a change that never was.
    private void Withdraw(DbContext db)
    {
        foreach (var entity in _added)
            db.Entry(entity).State = EntityState.Detached;
        _added.Clear();
    }

    private void Record(DbContext db)
    {
        _added.Clear();
        db.ChangeTracker.DetectChanges();
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            if (entry.Metadata.IsOwned())
                continue;
            var state = StateOf(entry);
            if (state is not (EntityState.Added or EntityState.Modified or EntityState.Deleted) || RecordIdentity.Of(entry.Entity) is not { } identity)
                continue;
            if (state == EntityState.Deleted && entry.Entity is IKeptRecord)
                throw new InvalidOperationException($"{identity.Type} {identity.Key} is kept for good: something signed may refer to it; archive or withdraw it instead of removing it");
            var fields = Fields(entry, state);
            if (state == EntityState.Modified && fields.Count == 0)
                continue;
            var change = new ChangeEvent
            {
                At = time.GetUtcNow(),
                ActorId = context.ActorId,
                ActorName = context.ActorName,
                RecordType = identity.Type,
                RecordKey = identity.Key,
                RecordVersion = NextVersion(entry),
                Action = ActionOf(entry),
                Fields = fields.ToJsonString(JsonColumn.Options),
                Reason = string.IsNullOrWhiteSpace(context.Reason) ? null : context.Reason.Trim(),
                RequestId = context.RequestId,
                Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            };
            var waiting = new OutboxEntry { Change = change };
            db.Add(change);
            db.Add(waiting);
            _added.AddRange([waiting, change]);
        }
    }

    // A part that an entity owns, such as a JSON column, may change alone; the change is its owner's.
    private static IEnumerable<EntityEntry> PartsOf(EntityEntry entry) =>
        entry.References.Where(reference => reference.Metadata.TargetEntityType.IsOwned()).Select(reference => reference.TargetEntry).OfType<EntityEntry>();

    private static EntityState StateOf(EntityEntry entry) =>
        entry.State == EntityState.Unchanged && PartsOf(entry).Any(part => part.State != EntityState.Unchanged) ? EntityState.Modified : entry.State;

    private static int NextVersion(EntityEntry entry)
    {
        if (entry.Entity is not IRecord record)
            return 1;
        if (entry.State == EntityState.Added)
            record.Version = 1;
        else if (entry.State == EntityState.Modified)
            record.Version = (int)entry.Property(nameof(IRecord.Version)).OriginalValue! + 1;
        return record.Version;
    }

    private static string ActionOf(EntityEntry entry)
    {
        if (entry.State == EntityState.Added)
            return ChangeAction.Created;
        if (entry.State == EntityState.Deleted)
            return ChangeAction.Removed;
        var archived = entry.Properties.FirstOrDefault(p => p.Metadata.Name == "ArchivedAt");
        return archived is not { IsModified: true } ? ChangeAction.Changed
            : archived.CurrentValue is null ? ChangeAction.Restored : ChangeAction.Archived;
    }

    private static JsonObject Fields(EntityEntry entry, EntityState state)
    {
        var fields = new JsonObject();
        var ofParts = PartsOf(entry).SelectMany(part => part.Properties).Where(property => !property.Metadata.IsKey());
        foreach (var property in entry.Properties.Concat(ofParts).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal))
        {
            var name = property.Metadata.Name;
            // What the database computes follows from the other fields.
            if (Bookkeeping.Contains(name) || property.Metadata.GetComputedColumnSql() is not null || (state == EntityState.Modified && !IsChanged(property)))
                continue;
            var before = state == EntityState.Added ? null : Value(name, property.OriginalValue);
            var after = state == EntityState.Deleted ? null : Value(name, property.CurrentValue);
            if (before is null && after is null)
                continue;
            fields[char.ToLowerInvariant(name[0]) + name[1..]] = new JsonObject { ["before"] = before, ["after"] = after };
        }
        return fields;
    }

    private static bool IsChanged(PropertyEntry property) =>
        property.IsModified && !property.Metadata.GetValueComparer().Equals(property.OriginalValue, property.CurrentValue);

    private static JsonNode? Value(string name, object? value) => value switch
    {
        null => null,
        _ when SecretFields.Contains(name) => SecretFields.Mark,
        ITypedId id => id.Value.ToString(),
        byte[] bytes => Base64Url.EncodeToString(bytes),
        _ => System.Text.Json.JsonSerializer.SerializeToNode(value, value.GetType(), JsonColumn.Options),
    };
}
