using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records.Workflows;
using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>Creates and changes records of every register: page, API, bulk edit and undo all come through here. INVARIANT (rights per record): nothing is stored that <see cref="RecordRights"/> does not allow.</summary>
internal sealed class SaveRecord(TandemDbContext db, RecordRights rights, RecordChanges changes, ChangeContext change, IServiceProvider services, TimeProvider time)
{
    // A save that finds another one before it reads again and merges; nobody loses this often by chance.
    private const int MostAttempts = 4;

    internal async Task<RecordOutcome<T>> CreateAsync<T>(RecordDefinition<T> definition, RecordPatch patch, CancellationToken cancellation)
        where T : Record
    {
        if (!rights.MayCreate(definition))
            return new RecordOutcome<T>.Forbidden($"your roles do not let you enter {definition.Plural}; ask an IMS manager for the role that allows it");
        if (ReasonProblem(patch.Reason) is { } refused)
            return new RecordOutcome<T>.Invalid(refused);
        await using var transaction = await BeginAsync(cancellation);
        var now = Now();
        var (key, number) = await KeySequence.NextAsync(db, definition.Type, definition.KeyPrefix, cancellation);
        var record = definition.Create(new RecordStart(Guid.CreateVersion7(now), key, number, now, change.ActorName));
        // What is not given takes its empty value, which may be refused.
        var values = definition.Fields.ToDictionary(field => field.Name, field => patch.Values.GetValueOrDefault(field.Name), StringComparer.Ordinal);
        foreach (var name in patch.Values.Keys.Except(values.Keys, StringComparer.Ordinal))
            values[name] = patch.Values[name];
        change.Reason = patch.Reason;
        var errors = await ApplyAsync(definition, record, await ResolveAsync(definition, values, cancellation), before: null, cancellation);
        if (errors.Any)
        {
            db.ChangeTracker.Clear();
            return new RecordOutcome<T>.Invalid(errors);
        }

        db.Add(record);
        await StoreAsync(definition, record, before: null, transaction, cancellation);
        TellOfSave(definition, transaction);
        return new RecordOutcome<T>.Saved(record);
    }

    internal async Task<RecordOutcome<T>> EditAsync<T>(RecordDefinition<T> definition, string key, RecordPatch patch, CancellationToken cancellation)
        where T : Record
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryEditAsync(definition, key, patch, cancellation);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Somebody saved between our reading and our writing; the same as if we had read later.
                db.ChangeTracker.Clear();
            }
        }
    }

    internal async Task<RecordOutcome<T>> ArchiveAsync<T>(RecordDefinition<T> definition, string key, bool isArchived, int version, string reason, CancellationToken cancellation)
        where T : Record
    {
        if (await db.Set<T>().FirstOrDefaultAsync(r => r.Key == key, cancellation) is not { } record)
            return new RecordOutcome<T>.Missing();
        if (!rights.MayEdit(definition, record))
            return new RecordOutcome<T>.Forbidden(rights.WhyNot(definition, record));
        if (ReasonProblem(reason) is { } refused)
            return new RecordOutcome<T>.Invalid(refused);
        if (record.Version != version)
            return new RecordOutcome<T>.Conflict(record, await changes.FieldsSinceAsync(definition.Type, key, version, cancellation));
        if (isArchived && string.IsNullOrWhiteSpace(reason))
            return new RecordOutcome<T>.Invalid(new FormErrors().Add("reason", "say why it is archived"));
        if (record.ArchivedAt is not null == isArchived)
            return new RecordOutcome<T>.Saved(record);

        record.ArchivedAt = isArchived ? Now() : null;
        Stamp(record);
        change.Reason = reason;
        try
        {
            await using var transaction = await BeginAsync(cancellation);
            if ((isArchived ? definition.CheckArchived : definition.CheckRestored) is { } check)
            {
                var errors = new FormErrors();
                await check(new RecordDraft<T>(record, definition.Read(record), errors, services), cancellation);
                if (errors.Any)
                {
                    db.ChangeTracker.Clear();
                    return new RecordOutcome<T>.Invalid(errors);
                }
            }
            await StoreAsync(definition, record, definition.Read(record), transaction, cancellation);
            TellOfSave(definition, transaction);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await ArchiveAsync(definition, key, isArchived, version, reason, cancellation);
        }
        return new RecordOutcome<T>.Saved(record);
    }

    private async Task<RecordOutcome<T>> TryEditAsync<T>(RecordDefinition<T> definition, string key, RecordPatch patch, CancellationToken cancellation)
        where T : Record
    {
        if (await db.Set<T>().FirstOrDefaultAsync(r => r.Key == key, cancellation) is not { } record)
            return new RecordOutcome<T>.Missing();
        if (!rights.MayChange(definition, record, patch.Values.Keys))
            return new RecordOutcome<T>.Forbidden(rights.WhyNot(definition, record));
        if (ReasonProblem(patch.Reason) is { } refused)
            return new RecordOutcome<T>.Invalid(refused);
        if (record.ArchivedAt is not null)
            return new RecordOutcome<T>.Refused(WhyArchived(key));
        if (patch.Version < 1 || patch.Version > record.Version)
            return new RecordOutcome<T>.Invalid(new FormErrors().Add("version", $"there is no version {patch.Version} of {key}; read it again and send its version"));
        if (patch.IsExact && patch.Version < record.Version)
            return new RecordOutcome<T>.Conflict(record, await changes.FieldsSinceAsync(definition.Type, key, patch.Version, cancellation));

        var before = definition.Read(record);
        await using var transaction = await BeginAsync(cancellation);
        change.Reason = patch.Reason;
        var values = await ResolveAsync(definition, patch.Values, cancellation);
        var isMerged = false;
        if (patch.Version < record.Version)
        {
            var since = await changes.SinceAsync(definition.Type, key, patch.Version, cancellation);
            values = ConcurrentEdit.OwnChanges(definition, values, before, since);
            if (ConcurrentEdit.Clashes(definition, values, before, since))
                return new RecordOutcome<T>.Conflict(record, since.Keys.ToHashSet(StringComparer.Ordinal));
            isMerged = values.Count > 0;
        }

        var errors = await ApplyAsync(definition, record, values, before, cancellation);
        if (errors.Any)
        {
            // What was written for the check must not reach the database with a later save.
            db.ChangeTracker.Clear();
            return new RecordOutcome<T>.Invalid(errors);
        }
        db.ChangeTracker.DetectChanges();
        if (!db.ChangeTracker.HasChanges())
            return new RecordOutcome<T>.Saved(record);
        Stamp(record);
        await StoreAsync(definition, record, before, transaction, cancellation);
        TellOfSave(definition, transaction);
        return new RecordOutcome<T>.Saved(record, isMerged);
    }

    // Who changes several records as one, such as a bulk edit, has a transaction open already: then this one is part of it.
    private async Task<IDbContextTransaction?> BeginAsync(CancellationToken cancellation) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;

    private async Task StoreAsync<T>(
        RecordDefinition<T> definition, T record, IReadOnlyDictionary<string, JsonNode?>? before, IDbContextTransaction? transaction, CancellationToken cancellation)
        where T : Record
    {
        await db.SaveChangesAsync(cancellation);
        if (definition.WithSave is { } with)
        {
            await with(new RecordDraft<T>(record, before, FormErrors.None, services), cancellation);
            await db.SaveChangesAsync(cancellation);
        }
        if (transaction is not null)
            await transaction.CommitAsync(cancellation);
    }

    /// <summary>Why an archived record is not changed.</summary>
    internal static string WhyArchived(string key) => $"{key} is archived; restore it before you change it";

    private static FormErrors? ReasonProblem(string reason) => reason.Length <= RecordLimits.Reason ? null
        : new FormErrors().Add("reason", $"the reason has {reason.Length} characters; shorten it to {RecordLimits.Reason}");

    /// <summary>The values in the one form that is compared and stored.</summary>
    private async Task<IReadOnlyDictionary<string, JsonNode?>> ResolveAsync<T>(
        RecordDefinition<T> definition, IReadOnlyDictionary<string, JsonNode?> values, CancellationToken cancellation)
        where T : Record
    {
        var resolved = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            var tidied = definition.FindField(name) is { } field ? field.Tidy(value?.DeepClone()) : value;
            resolved[name] = definition.FindField(name) is { } known && known.Problem(tidied) is null ? await known.ResolveAsync(tidied, services, cancellation) : tidied;
        }
        return resolved;
    }

    private async Task<FormErrors> ApplyAsync<T>(
        RecordDefinition<T> definition, T record, IReadOnlyDictionary<string, JsonNode?> values, IReadOnlyDictionary<string, JsonNode?>? before, CancellationToken cancellation)
        where T : Record
    {
        var errors = new FormErrors();
        UnknownFields.Refuse(definition, values.Keys, _ => true, errors);
        foreach (var field in definition.Fields.Where(field => values.ContainsKey(field.Name)))
        {
            var value = values[field.Name];
            if ((field.Problem(value) ?? await field.WriteAsync(record, value, services, cancellation)) is { } problem)
                errors.Add(field.Name, problem);
        }
        var draft = new RecordDraft<T>(record, before, errors, services);
        if (definition.Check is { } check)
            await check(draft, cancellation);
        await WorkflowCheck.CheckAsync(definition, draft, cancellation);
        WorkflowCheck.RequireReason(definition, draft, change.Reason ?? "");
        record.SearchText = RecordSearch.TextOf(definition, record);
        return errors;
    }

    // As it is stored: what is answered to a save is what the next reading answers.
    private DateTimeOffset Now() => new(UtcDateTimeConverter.Cut(time.GetUtcNow().UtcDateTime));

    private void Stamp(Record record)
    {
        record.UpdatedAt = Now();
        record.UpdatedBy = change.ActorName;
    }

    // What others read is there when the transaction is committed: whoever began it sees to this.
    private void TellOfSave<T>(RecordDefinition<T> definition, IDbContextTransaction? transaction)
        where T : Record
    {
        if (transaction is not null)
            definition.AfterSave?.Invoke(services);
    }
}
