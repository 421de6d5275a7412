using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.StandardFilter;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Ui.Tables;

/// <summary>What of a table is shown: exactly what the page's address says, so that every view can be linked, kept and shared.</summary>
public sealed record TableState
{
    public const int DefaultSize = 25;

    /// <summary>In place of names of columns: all there are.</summary>
    internal const string AllColumns = "all";

    private const int LongestSearch = 200;

    private const int MostFolded = 100;

    /// <summary>Rows per page that can be chosen.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100, 250];

    public required string Path { get; init; }

    public string Search { get; init; } = "";

    /// <summary>Name of the column that the rows are ordered by.</summary>
    public required string Sort { get; init; }

    public bool IsDescending { get; init; }

    public int Size { get; init; } = DefaultSize;

    /// <summary>Values of each filter by its name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; }

    /// <summary>Names of the columns shown, in their order; null while the person has chosen none.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Name of the filter that the rows are grouped by; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Groups of which only the heading is shown.</summary>
    public IReadOnlyList<string> Folded { get; init; } = [];

    public TablePlace Place { get; init; } = TablePlace.First;

    /// <summary>Key of the saved view that this is, or was before something was changed; null for none.</summary>
    public string? View { get; init; }

    /// <summary>The standard that the view is narrowed to, `both` when the address says so; null when nothing is said.</summary>
    public string? Standard { get; init; }

    /// <summary>Order as the address writes it: the column's name, `-` before it for descending.</summary>
    public string SortText => (IsDescending ? "-" : "") + Sort;

    /// <summary>Reads the address; what it says wrongly is taken as not said.</summary>
    public static TableState Read<TRow>(string path, IQueryCollection query, TableDefinition<TRow> table)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(table);
        var search = query["q"].ToString().Trim();
        var sort = query["sort"].ToString();
        var column = table.Columns.FirstOrDefault(c => c.SortBy is not null && c.Name == sort.TrimStart('-'));
        var group = table.Groups.FirstOrDefault(filter => filter.Name == query["group"])?.Name;
        return new()
        {
            Path = path,
            Search = FormText.Start(search, LongestSearch),
            Sort = column?.Name ?? table.DefaultSort,
            IsDescending = column is null ? table.IsDefaultDescending : sort.StartsWith('-'),
            Size = int.TryParse(query["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && Sizes.Contains(size) ? size : DefaultSize,
            Filters = table.Filters.ToDictionary(filter => filter.Name, filter => filter.Read(query.TryGetValue(filter.Name, out var said) ? said.Select(value => value ?? "").ToList() : null)),
            Columns = table.ReadColumns(query["columns"]),
            Group = group,
            Folded = group is null ? [] : query["folded"].OfType<string>().Where(value => value.Length <= FilterValue.Longest).Distinct(StringComparer.Ordinal).Take(MostFolded).ToList(),
            Place = TablePlace.Read(query),
        };
    }

    /// <summary>The address of this view.</summary>
    /// <param name="format">A file format to export it in.</param>
    /// <param name="facet">A filter to count the values of.</param>
    public string Url(string? format = null, string? facet = null)
    {
        var parts = Parts().ToList();
        if (View is not null)
            parts.Add(new("view", View));
        Place.Write(parts);
        if (format is not null)
            parts.Add(new("format", format));
        if (facet is not null)
            parts.Add(new("facet", facet));
        return QueryHelpers.AddQueryString(Path, parts);
    }

    /// <summary>What is shown without the place in it, as a saved view keeps it.</summary>
    internal string Query => QueryHelpers.AddQueryString("", Parts());

    internal TableState WithFilter(string name, IReadOnlyList<string> values) =>
        this with { Filters = Filters.ToDictionary(filter => filter.Key, filter => filter.Key == name ? values : filter.Value), Place = TablePlace.First };

    private IEnumerable<KeyValuePair<string, string?>> Parts()
    {
        if (Search.Length > 0)
            yield return new("q", Search);
        foreach (var (name, values) in Filters)
        {
            foreach (var value in values)
                yield return new(name, value);
        }
        if (Standard is not null)
            yield return new(ChosenStandard.Name, Standard);
        yield return new("sort", SortText);
        if (Group is not null)
            yield return new("group", Group);
        foreach (var value in Folded)
            yield return new("folded", value);
        if (Columns is not null)
            yield return new("columns", string.Join(',', Columns));
        if (Size != DefaultSize)
            yield return new("size", Size.ToString(CultureInfo.InvariantCulture));
    }
}
