using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>Reads rows of a query, of the database or in memory.</summary>
internal static class Rows
{
    internal static bool IsDatabase<T>(IQueryable<T> rows) => rows.Provider is IAsyncQueryProvider;

    internal static async Task<List<T>> ListAsync<T>(IQueryable<T> rows, CancellationToken cancellation) => IsDatabase(rows) ? await rows.ToListAsync(cancellation) : rows.ToList();

    internal static IAsyncEnumerable<T> Stream<T>(IQueryable<T> rows) => IsDatabase(rows) ? rows.AsAsyncEnumerable() : AsyncEnumerable.ToAsyncEnumerable(rows);
}
