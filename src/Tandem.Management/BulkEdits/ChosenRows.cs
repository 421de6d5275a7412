using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.BulkEdits;

/// <summary>Reads the rows that a bulk edit is about, in one statement and without tracking.</summary>
internal sealed class ChosenRows(TandemDbContext db, RecordRights rights)
{
    /// <summary>Records in their order, and what is said of keys that name none, or none that the person may see.</summary>
    internal async Task<(IReadOnlyList<T> Records, IEnumerable<BulkRow> Missing)> ReadAsync<T>(RecordDefinition<T> definition, IReadOnlyList<string> keys, CancellationToken cancellation)
        where T : Record
    {
        var records = await (await rights.VisibleAsync(definition, db.Set<T>().AsNoTracking(), cancellation)).Where(r => keys.Contains(r.Key)).OrderBy(r => r.Number).ToListAsync(cancellation);
        return (records, keys.Except(records.Select(record => record.Key), StringComparer.Ordinal).Select(key => BulkRow.Missing(definition, key)));
    }
}
