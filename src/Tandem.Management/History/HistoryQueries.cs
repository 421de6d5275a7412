using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.History;

/// <summary>What other features may ask the history.</summary>
internal sealed class HistoryQueries(TandemDbContext db)
{
    private const int Longest = 500;

    /// <summary>Changes of one record, newest first, at most 500; the history page has the rest.</summary>
    internal async Task<IReadOnlyList<ChangeEvent>> OfRecordAsync(string recordType, string recordKey, CancellationToken cancellation) =>
        await db.ChangeEvents.AsNoTracking().Where(e => e.RecordType == recordType && e.RecordKey == recordKey)
            .OrderByDescending(e => e.Number).Take(Longest).ToListAsync(cancellation);
}
