using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>Gives the rows of a bulk edit the values that they had before, by the same way in as any change. A field that somebody changed since is left as it is.</summary>
internal sealed class UndoBulkEdit(TandemDbContext db, RunBulkEdit run)
{
    internal async Task<BulkEditOutcome> ExecuteAsync<T>(RecordDefinition<T> definition, BulkEdit edit, string reason, CancellationToken cancellation)
        where T : Record
    {
        if (RunBulkEdit.ReasonProblem(reason) is { } refused)
            return new BulkEditOutcome.Invalid(refused);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var rows = await Changed(edit).ToDictionaryAsync(row => row.RecordKey, StringComparer.Ordinal, cancellation);
        var since = await SinceAsync(definition, edit, cancellation);
        return await run.ExecuteAsync(
            definition, new([.. rows.Keys], $"Undoes {edit.Key}", reason, edit.Key),
            record => Step(definition, record, rows[record.Key], since.GetValueOrDefault(record.Key, [])), transaction, cancellation);
    }

    private IQueryable<BulkEditRow> Changed(BulkEdit edit) => db.BulkEditRows.AsNoTracking().Where(row => row.BulkEditId == edit.Id && row.Outcome == BulkOutcome.Changed);

    // Of each row the fields that were changed after the bulk edit, with who changed them last.
    private async Task<Dictionary<string, Dictionary<string, string>>> SinceAsync(Register register, BulkEdit edit, CancellationToken cancellation)
    {
        var later = await Changed(edit).Join(db.ChangeEvents.AsNoTracking().Where(e => e.RecordType == register.Type), row => row.RecordKey, e => e.RecordKey, (row, e) => new { row.VersionAfter, Event = e })
            .Where(pair => pair.Event.RecordVersion > pair.VersionAfter).OrderBy(pair => pair.Event.Number)
            .Select(pair => new { pair.Event.RecordKey, pair.Event.Fields, pair.Event.ActorName }).ToListAsync(cancellation);
        var since = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var change in later)
        {
            if (!since.TryGetValue(change.RecordKey, out var fields))
                since[change.RecordKey] = fields = new(StringComparer.Ordinal);
            foreach (var (name, _) in JsonNode.Parse(change.Fields)!.AsObject())
                fields[name] = change.ActorName;
        }
        return since;
    }

    private static BulkStep Step<T>(RecordDefinition<T> definition, T record, BulkEditRow row, Dictionary<string, string> since)
        where T : Record
    {
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var notes = new List<string>();
        foreach (var (name, change) in JsonNode.Parse(row.Fields)!.AsObject())
        {
            if (definition.FindField(name) is not { } field)
                notes.Add($"there is no field `{name}` any more");
            else if (since.TryGetValue(name, out var actor))
                notes.Add($"{field.Label.ToLowerInvariant()} was changed since by {actor}; it stays");
            else
                values[name] = change!["before"]?.DeepClone();
        }
        return new BulkStep(values, record.Version) { Note = notes.Count == 0 && values.Count == 0 ? "the bulk edit changed none of its fields" : string.Join("; ", notes), IsPartial = true };
    }
}
