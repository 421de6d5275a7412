using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Records.Workflows;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>What a bulk edit would do to each row, held against the same rights, rules and guards as a save. INVARIANT (preview changes nothing): rows are read without tracking and no transaction is committed.</summary>
internal sealed class PreviewBulkEdit(TandemDbContext db, RecordRights rights, ChosenRows chosen, ResolveBulkChange resolve, IServiceProvider services)
{
    /// <param name="definition">The register.</param>
    /// <param name="keys">Keys of the rows, no more than <see cref="BulkEditLimits.Rows"/>.</param>
    /// <param name="asked">What is to change.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<(FormErrors Errors, IReadOnlyList<BulkRow> Rows)> ExecuteAsync<T>(
        RecordDefinition<T> definition, IReadOnlyList<string> keys, BulkChange asked, CancellationToken cancellation)
        where T : Record
    {
        FormErrors errors;
        T model;
        // Rolled back: a person who is new to the register is entered by the edit itself.
        await using (await db.Database.BeginTransactionAsync(cancellation))
            (errors, model) = await resolve.ExecuteAsync(definition, asked, cancellation);
        db.ChangeTracker.Clear();
        if (errors.Any)
            return (errors, []);

        var (records, missing) = await chosen.ReadAsync(definition, keys, cancellation);
        var rows = new List<BulkRow>();
        foreach (var record in records)
            rows.Add(await RowAsync(definition, record, model, asked, cancellation));
        rows.AddRange(missing);
        return (errors, rows);
    }

    private async Task<BulkRow> RowAsync<T>(RecordDefinition<T> definition, T record, T model, BulkChange asked, CancellationToken cancellation)
        where T : Record
    {
        var row = BulkRow.Of(definition, record);
        if (!rights.MayChange(definition, record, asked.Fields))
            return row.Refuse(rights.WhyNot(definition, record));
        if (record.ArchivedAt is not null)
            return row.Refuse(SaveRecord.WhyArchived(record.Key));
        var before = new RecordValues<T>(definition, record);
        var draft = new RecordDraft<T>(record, before.Values, asked.Apply(definition, model, record), services);
        if (definition.Check is { } check)
            await check(draft, cancellation);
        await WorkflowCheck.CheckAsync(definition, draft, cancellation);
        if (draft.Errors.Any)
            return row.Refuse(string.Join("; ", draft.Errors.All.Select(error => error.Message)));
        var changes = before.Until(record);
        return row with { Outcome = changes.Count > 0 ? BulkOutcome.Changed : BulkOutcome.Unchanged, Changes = changes };
    }
}
