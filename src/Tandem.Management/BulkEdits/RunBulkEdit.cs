using Microsoft.EntityFrameworkCore.Storage;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>
/// Changes rows one after the other by <see cref="SaveRecord"/> and keeps what became of each. INVARIANT (all or nothing): the rows that can be changed and the bulk
/// edit itself are one transaction; a program that ends midway leaves every row as it was. A row that is refused does not stop the others.
/// </summary>
internal sealed class RunBulkEdit(TandemDbContext db, ChosenRows chosen, SaveRecord save, ChangeContext change, IServiceProvider services, TimeProvider time)
{
    /// <param name="definition">The register.</param>
    /// <param name="asked">Rows, why, and what it is called.</param>
    /// <param name="plan">What is to become of a row.</param>
    /// <param name="transaction">The transaction of the whole; committed here when a row was changed.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<BulkEditOutcome> ExecuteAsync<T>(
        RecordDefinition<T> definition, AskedBulkEdit asked, Func<T, BulkStep> plan, IDbContextTransaction transaction, CancellationToken cancellation)
        where T : Record
    {
        // The counter's row is locked by this until commit, so that two bulk edits never wait for each other's rows.
        var (key, number) = await KeySequence.NextAsync(db, BulkEdit.Type, BulkEdit.KeyPrefix, cancellation);
        var (records, missing) = await chosen.ReadAsync(definition, asked.Keys, cancellation);
        var rows = new List<BulkRow>();
        foreach (var record in records)
        {
            rows.Add(await StepAsync(definition, record, plan(record), BulkEditMark.Behind(asked.Reason, key), cancellation));
            // What is stored need not be looked at again with each of the following saves.
            db.ChangeTracker.Clear();
        }
        rows.AddRange(missing);
        var changed = rows.Count(row => row.Outcome == BulkOutcome.Changed);
        if (changed == 0)
            return new BulkEditOutcome.Nothing(rows);
        // What was refused when somebody looked, by a right or a guard outside of the record, may be allowed now in the same version.
        if (changed > asked.Confirmed)
            return new BulkEditOutcome.MoreThanConfirmed(asked.Confirmed.Value, changed);

        var edit = Store(definition, asked, key, number, rows);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        definition.AfterSave?.Invoke(services);
        return new BulkEditOutcome.Stored(edit, rows);
    }

    /// <summary>What is wrong with the reason; null when nothing is.</summary>
    internal static FormErrors? ReasonProblem(string reason) => reason.Trim().Length switch
    {
        0 => new FormErrors().Add("reason", "say why; the history keeps it beside every row"),
        > BulkEditLimits.Reason => new FormErrors().Add("reason", $"the reason has {reason.Trim().Length} characters; shorten it to {BulkEditLimits.Reason}"),
        _ => null,
    };

    private async Task<BulkRow> StepAsync<T>(RecordDefinition<T> definition, T record, BulkStep step, string reason, CancellationToken cancellation)
        where T : Record
    {
        var row = BulkRow.Of(definition, record) with { Version = step.Version };
        if (step.Values.Count == 0)
            return row.Refuse(step.Note);
        var before = new RecordValues<T>(definition, record);
        var patch = new RecordPatch(step.Values.ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone(), StringComparer.Ordinal), step.Version, reason) { IsExact = true };
        switch (await save.EditAsync(definition, record.Key, patch, cancellation))
        {
            case RecordOutcome<T>.Saved { Stored: var stored }:
                var outcome = stored.Version == record.Version ? BulkOutcome.Unchanged : BulkOutcome.Changed;
                return row with { Outcome = outcome, Why = FormText.Shortened(step.Note, BulkEditLimits.Words), Changes = before.Until(stored), VersionAfter = stored.Version };
            case RecordOutcome<T>.Invalid invalid when step.IsPartial && step.Values.Keys.Any(name => invalid.Errors.For(name).Count > 0):
                var left = step.Values.Where(pair => invalid.Errors.For(pair.Key).Count == 0).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
                return await StepAsync(definition, record, step with { Values = left, Note = Joined(step.Note, Messages(invalid.Errors)) }, reason, cancellation);
            case RecordOutcome<T>.Invalid invalid:
                return row.Refuse(Joined(step.Note, Messages(invalid.Errors)));
            case RecordOutcome<T>.Conflict conflict:
                return row.Refuse($"{conflict.Stored.UpdatedBy} changed it meanwhile; look at it and choose it again");
            case RecordOutcome<T>.Forbidden forbidden:
                return row.Refuse(forbidden.Why);
            case RecordOutcome<T>.Refused refused:
                return row.Refuse(refused.Why);
            default:
                return BulkRow.Missing(definition, record.Key);
        }
    }

    private BulkEdit Store(Register register, AskedBulkEdit asked, string key, long number, List<BulkRow> rows)
    {
        var now = time.GetUtcNow();
        change.Reason = asked.Reason.Trim();
        var edit = new BulkEdit
        {
            Id = Guid.CreateVersion7(now),
            Key = key,
            Number = number,
            Register = register.Type,
            What = asked.What,
            Reason = asked.Reason.Trim(),
            Undoes = asked.Undoes,
            CreatedAt = now,
            CreatedBy = change.ActorName,
            Changed = rows.Count(row => row.Outcome == BulkOutcome.Changed),
            Unchanged = rows.Count(row => row.Outcome == BulkOutcome.Unchanged),
            Refused = rows.Count(row => row.Outcome == BulkOutcome.Refused),
        };
        db.Add(edit);
        db.AddRange(rows.Select((row, index) => new BulkEditRow
        {
            BulkEditId = edit.Id,
            Position = index + 1,
            RecordKey = row.Key,
            Title = row.Title,
            Outcome = row.Outcome,
            Why = row.Why,
            What = row.What,
            Fields = row.FieldsText,
            SearchText = string.Join('\n', row.Key, row.Title, row.What, row.Why).ToLowerInvariant(),
            VersionBefore = row.Version,
            VersionAfter = row.VersionAfter,
        }));
        return edit;
    }

    private static string Messages(FormErrors errors) => string.Join("; ", errors.All.Select(error => error.Message));

    private static string Joined(string note, string more) => note.Length == 0 ? more : $"{note}; {more}";
}

/// <summary>Rows of a bulk edit, why, and what it is called.</summary>
/// <param name="Keys">The rows.</param>
/// <param name="What">What is changed, in words.</param>
/// <param name="Reason">Why.</param>
/// <param name="Undoes">Key of the bulk edit that it undoes; empty for none.</param>
internal sealed record AskedBulkEdit(IReadOnlyList<string> Keys, string What, string Reason, string Undoes)
{
    /// <summary>How many rows somebody was shown that would change: with more, none is; null for any number.</summary>
    internal int? Confirmed { get; init; }
}
