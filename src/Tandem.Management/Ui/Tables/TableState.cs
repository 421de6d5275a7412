using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Tandem.Management.Ui.Tables;

/// <summary>What of a table is shown: exactly what the page's address says, so that every view can be linked and shared.</summary>
public sealed record TableState(string Path, string Search, string Sort, bool IsDescending, int Page, int Size, IReadOnlyDictionary<string, string> Filters)
{
    public const int DefaultSize = 25;

    private const int LongestSearch = 200;

    /// <summary>Rows per page that can be chosen.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100, 250];

    /// <summary>Reads the address; what it says wrongly is taken as not said.</summary>
    public static TableState Read<TRow>(HttpRequest request, TableDefinition<TRow> table)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(table);
        var query = request.Query;
        var search = query["q"].ToString().Trim();
        var sort = query["sort"].ToString();
        var isDescending = sort.StartsWith('-');
        var column = table.Columns.FirstOrDefault(c => c.SortBy is not null && c.Name == sort.TrimStart('-'));
        return new(
            request.Path.Value ?? "/",
            search.Length > LongestSearch ? search[..LongestSearch] : search,
            column?.Name ?? table.DefaultSort,
            column is null ? table.IsDefaultDescending : isDescending,
            Number(query["page"]) is { } page and > 0 ? page : 1,
            Number(query["size"]) is { } size && Sizes.Contains(size) ? size : DefaultSize,
            table.Filters.ToDictionary(f => f.Name, f => FilterValue(f, query)));
    }

    /// <summary>The address of this view with some parts changed; a new order, filter or size starts at the first page.</summary>
    public string Url(int page = 1, string? sort = null, bool isDescending = false, string? format = null)
    {
        var parts = new Dictionary<string, string?>();
        if (Search.Length > 0)
            parts["q"] = Search;
        foreach (var (name, value) in Filters.Where(f => f.Value.Length > 0))
            parts[name] = value;
        parts["sort"] = sort is null ? SortText : (isDescending ? "-" : "") + sort;
        if (Size != DefaultSize)
            parts["size"] = Size.ToString(CultureInfo.InvariantCulture);
        if (page > 1)
            parts["page"] = page.ToString(CultureInfo.InvariantCulture);
        if (format is not null)
            parts["format"] = format;
        return QueryHelpers.AddQueryString(Path, parts);
    }

    /// <summary>Order as the address writes it: the column's name, `-` before it for descending.</summary>
    public string SortText => (IsDescending ? "-" : "") + Sort;

    /// <summary>True when search or a filter leaves rows out.</summary>
    public bool IsNarrowed => Search.Length > 0 || Filters.Values.Any(v => v.Length > 0);

    private static string FilterValue<TRow>(TableFilter<TRow> filter, IQueryCollection query)
    {
        if (!query.TryGetValue(filter.Name, out var values))
            return filter.Default;
        var value = values.ToString().Trim();
        if (filter.Options.Count > 0)
            return filter.Options.Any(o => o.Value == value) ? value : filter.Default;
        return value.Length > LongestSearch ? value[..LongestSearch] : value;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
