using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>How many rows a query has. A count reads them all, so that of records is kept until one of them changes.</summary>
internal sealed class TableCounts(KeptCounts kept, DataStamp stamp)
{
    private string? _stamp;

    internal async Task<int> CountAsync<T>(IQueryable<T> rows, CancellationToken cancellation)
    {
        if (!Rows.IsDatabase(rows))
            return rows.Count();
        if (!HasHistory<T>())
            return await rows.CountAsync(cancellation);
        // The whole statement with its values: what one person may not see is not in the same count as what another may.
        var statement = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rows.ToQueryString())));
        // Read before counting: a change between the two makes the count too new for its stamp, never too old.
        _stamp ??= await stamp.ReadAsync(cancellation);
        if (kept.Find(statement, _stamp) is { } known)
            return known;
        var count = await rows.CountAsync(cancellation);
        kept.Keep(statement, _stamp, count);
        return count;
    }

    // Rows of which no change is recorded change without a new stamp.
    private static bool HasHistory<T>() => typeof(IRecord).IsAssignableFrom(typeof(T)) || typeof(T) == typeof(ChangeEvent);
}
