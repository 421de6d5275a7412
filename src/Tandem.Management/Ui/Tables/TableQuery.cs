using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Tandem.Management.Export;

namespace Tandem.Management.Ui.Tables;

/// <summary>Answers a request for a table from a query, in the database or in memory: as a page, or as a file with `?format=csv|json|xlsx`.</summary>
internal static class TableQuery
{
    /// <summary>The page when the address asks for none of the file formats, else the file with exactly the rows and the order of the view.</summary>
    internal static async Task<IResult> AnswerAsync<TRow>(
        HttpRequest request, TableDefinition<TRow> table, IQueryable<TRow> rows, TimeProvider time, Func<TablePage<TRow>, IResult> page)
    {
        var state = TableState.Read(request, table);
        return ExportFormats.Requested(request) is { } format
            ? Export(table, state, rows, format)
            : page(await LoadAsync(table, state, rows, time, request.HttpContext.RequestAborted));
    }

    internal static async Task<TablePage<TRow>> LoadAsync<TRow>(
        TableDefinition<TRow> table, TableState state, IQueryable<TRow> rows, TimeProvider time, CancellationToken cancellation)
    {
        var at = time.GetUtcNow();
        var total = await CountAsync(rows, cancellation);
        var narrowed = Narrow(table, state, rows);
        var matching = state.IsNarrowed ? await CountAsync(narrowed, cancellation) : total;
        state = state with { Page = Math.Clamp(state.Page, 1, Math.Max(1, (matching + state.Size - 1) / state.Size)) };
        var shown = Order(table, state, narrowed).Skip((state.Page - 1) * state.Size).Take(state.Size);
        return new(table, state, IsDatabase(shown) ? await shown.ToListAsync(cancellation) : shown.ToList(), matching, total, at);
    }

    private static IResult Export<TRow>(TableDefinition<TRow> table, TableState state, IQueryable<TRow> rows, ExportFormat format)
    {
        var ordered = Order(table, state, Narrow(table, state, rows));
        var filter = state.Filters.Where(f => f.Value.Length > 0).Append(new("q", state.Search)).Where(f => f.Value.Length > 0).ToDictionary();
        return TableExport.Result(format, new ExportTable<TRow>(
            table.Name, table.Title, table.Columns.Select(c => new ExportColumn<TRow>(c.Name, c.Value)).ToList(),
            IsDatabase(ordered) ? ordered.AsAsyncEnumerable() : AsyncEnumerable.ToAsyncEnumerable(ordered))
        {
            CountAsync = async cancellation => await CountAsync(ordered, cancellation),
            Filter = filter,
            Legend = table.Legend,
        });
    }

    private static IQueryable<TRow> Narrow<TRow>(TableDefinition<TRow> table, TableState state, IQueryable<TRow> rows)
    {
        if (table.Search is { } search && state.Search.Length > 0)
        {
            // Every word must be there, in any order.
            foreach (var word in state.Search.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                rows = search(rows, word);
        }
        foreach (var filter in table.Filters)
        {
            if (state.Filters[filter.Name] is { Length: > 0 } value)
                rows = filter.Apply(rows, value);
        }
        return rows;
    }

    private static IQueryable<TRow> Order<TRow>(TableDefinition<TRow> table, TableState state, IQueryable<TRow> rows)
    {
        var column = table.Columns.First(c => c.Name == state.Sort).SortBy!;
        var ordered = state.IsDescending ? rows.OrderByDescending(column) : rows.OrderBy(column);
        // A second key makes pages of equal values stable.
        var second = table.Columns.FirstOrDefault(c => c.IsRowHeader && c.Name != state.Sort)?.SortBy;
        return second is null ? ordered : ordered.ThenBy(second);
    }

    private static Task<int> CountAsync<TRow>(IQueryable<TRow> rows, CancellationToken cancellation) =>
        IsDatabase(rows) ? rows.CountAsync(cancellation) : Task.FromResult(rows.Count());

    private static bool IsDatabase<TRow>(IQueryable<TRow> rows) => rows.Provider is IAsyncQueryProvider;
}
