using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Export;
using Tandem.Management.Frameworks;
using Tandem.Management.StandardFilter;
using Tandem.Management.Ui.Tables.Filters;
using Tandem.Management.Ui.Tables.Paging;
using Tandem.Management.Ui.Tables.Parts;
using Tandem.Management.Views;

namespace Tandem.Management.Ui.Tables;

/// <summary>Answers a request for a table from a query, in the database or in memory: as a page, as a file with `?format=csv|json|xlsx`, or as the counts of one filter with `?facet=`.</summary>
internal static class TableQuery
{
    // A list longer than this is not looked through; the search narrows it.
    private const int MostFacetValues = 50;

    /// <summary>The page when the address asks for none of the file formats, else the file with exactly the rows, the columns and the order of the view.</summary>
    /// <param name="request">The request.</param>
    /// <param name="table">What is fixed about the table.</param>
    /// <param name="rows">All rows that the person may see.</param>
    /// <param name="time">The time.</param>
    /// <param name="page">Makes the page.</param>
    /// <param name="path">Address of the table where the request is a form sent elsewhere; null for that of the request.</param>
    internal static async Task<IResult> AnswerAsync<TRow>(
        HttpRequest request, TableDefinition<TRow> table, IQueryable<TRow> rows, TimeProvider time, Func<TablePage<TRow>, IResult> page, string? path = null)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var services = request.HttpContext.RequestServices;
        var counts = services.GetRequiredService<TableCounts>();
        var isFragment = request.Headers["HX-Request"] == "true";
        var filter = table.Groups.FirstOrDefault(known => known.Name == request.Query["facet"]);
        // The menu of a filter is asked for with the whole address of what is shown.
        if (isFragment && filter is not null)
        {
            var (shown, counted) = Narrow(request, table, TableState.Read(request.Path.Value ?? "/", request.Query, table), rows);
            return Page.Show<FacetValues<TRow>>(new { Filter = filter, Facet = await FacetAsync(table, shown, counted, filter, cancellation), State = shown });
        }

        var (viewed, views, redirect) = await services.GetRequiredService<TableViews>().ReadAsync(request, table, path ?? request.Path.Value ?? "/", cancellation);
        if (redirect is not null)
            return Results.LocalRedirect(redirect);
        (var state, rows) = Narrow(request, table, viewed, rows);
        if (ExportFormats.Requested(request) is { } format)
            return Export(table, state, rows, format, counts);
        var facet = filter is null ? null : await FacetAsync(table, state, rows, filter, cancellation);
        // The address in the browser is the short one, not that of the form with all its fields.
        if (isFragment)
            request.HttpContext.Response.Headers["HX-Push-Url"] = state.Url();
        return page(await new TableReader<TRow>(table, state, rows, counts, cancellation).ReadAsync(time.GetUtcNow()) with { Facet = facet, Views = views });
    }

    /// <summary>The rows that the address asks for: for programs, and for a page that answers a form.</summary>
    /// <param name="request">Whose address says which rows.</param>
    /// <param name="table">What is fixed about the table.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="time">When it is true.</param>
    /// <param name="path">Address of the table's page when the form was sent elsewhere.</param>
    internal static Task<TablePage<TRow>> LoadAsync<TRow>(HttpRequest request, TableDefinition<TRow> table, IQueryable<TRow> rows, TimeProvider time, string? path = null)
    {
        (var state, rows) = Narrow(request, table, TableState.Read(path ?? request.Path.Value ?? "/", request.Query, table), rows);
        return new TableReader<TRow>(table, state, rows, request.HttpContext.RequestServices.GetRequiredService<TableCounts>(), request.HttpContext.RequestAborted).ReadAsync(time.GetUtcNow());
    }

    /// <summary>All rows that an address leaves, on all of its pages and in no order: for what is done with all of them.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="query">What the address of the table says.</param>
    /// <param name="table">What is fixed about the table.</param>
    /// <param name="rows">All rows that the person may see.</param>
    internal static IQueryable<TRow> Matching<TRow>(HttpRequest request, IQueryCollection query, TableDefinition<TRow> table, IQueryable<TRow> rows)
    {
        (var state, rows) = Narrow(request, table, TableState.Read("", query, table), rows);
        return table.Narrow(rows, state);
    }

    // The standard is chosen for the whole site, not by the table; what it leaves out is not among the rows.
    private static (TableState State, IQueryable<TRow> Rows) Narrow<TRow>(HttpRequest request, TableDefinition<TRow> table, TableState state, IQueryable<TRow> rows)
    {
        if (table.ByStandard is not { } narrow)
            return (state, rows);
        var chosen = request.HttpContext.RequestServices.GetRequiredService<ChosenStandard>();
        state = state with { Standard = chosen.Value?.Prefix() ?? chosen.InAddress };
        return (state, chosen.Apply() is { } standard ? narrow(rows, standard) : rows);
    }

    private static async Task<TableFacet<TRow>> FacetAsync<TRow>(TableDefinition<TRow> table, TableState state, IQueryable<TRow> rows, ValuesFilter<TRow> filter, CancellationToken cancellation)
    {
        var others = table.Narrow(rows, state, except: filter);
        var counts = await filter.CountAsync(others, MostFacetValues + 1, isInOrder: false, cancellation);
        var listed = counts.Take(MostFacetValues).ToList();
        // What is chosen is listed however rare it is.
        if (state.Filters[filter.Name].Where(value => listed.TrueForAll(count => count.Value != value)).ToList() is { Count: > 0 } rare && filter.Options is null)
            listed.AddRange(await filter.CountAsync(filter.Apply(others, rare), MostFacetValues, isInOrder: false, cancellation));
        // Known values are listed without rows too.
        var values = (filter.Options?.Select(option => option.Value) ?? listed.Select(count => count.Value).Union(state.Filters[filter.Name], StringComparer.Ordinal))
            .Select(value => listed.Find(count => count.Value == value) ?? new ValueCount(value, filter.Words(value), 0)).ToList();
        return new(filter, values, filter.Options is null && counts.Count > MostFacetValues);
    }

    private static IResult Export<TRow>(TableDefinition<TRow> table, TableState state, IQueryable<TRow> rows, ExportFormat format, TableCounts counts)
    {
        var matching = table.Narrow(rows, state);
        var filter = state.Filters.Where(pair => pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value));
        if (state.Search.Length > 0)
            filter["q"] = state.Search;
        if (state.Standard is { } standard)
            filter[ChosenStandard.Name] = standard;
        return TableExport.Result(format, new ExportTable<TRow>(
            table.Name, table.Title, table.ColumnsOf(state.Columns).Select(column => new ExportColumn<TRow>(column.Name, column.Value)).ToList(),
            Rows.Stream(table.OrderOf(state).Apply(matching)))
        {
            CountAsync = async cancellation => await counts.CountAsync(matching, cancellation),
            Filter = filter,
            Legend = table.Legend.Where(entry => table.Columns.All(column => column.Name != entry.Key) || table.ColumnsOf(state.Columns).Any(column => column.Name == entry.Key)).ToDictionary(),
        });
    }
}
