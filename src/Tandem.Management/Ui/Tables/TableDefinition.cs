using System.Linq.Expressions;
using Microsoft.Extensions.Primitives;
using Tandem.Management.Frameworks;
using Tandem.Management.Ui.Tables.Filters;
using Tandem.Management.Ui.Tables.Paging;

namespace Tandem.Management.Ui.Tables;

/// <summary>All that is fixed about a table; declared once by its feature and used for page and export.</summary>
public sealed record TableDefinition<TRow>
{
    private readonly Lazy<SortKey<TRow>>? _unique;

    /// <summary>Name of exported files and of the element on the page; what views of the table are kept under.</summary>
    public required string Name { get; init; }

    /// <summary>Caption: what the rows are.</summary>
    public required string Title { get; init; }

    /// <summary>Exactly one of them is the row header.</summary>
    public required IReadOnlyList<TableColumn<TRow>> Columns { get; init; }

    /// <summary>Name of the column ordered by when the address does not say.</summary>
    public required string DefaultSort { get; init; }

    public bool IsDefaultDescending { get; init; }

    /// <summary>What no two rows share, so that rows that sort alike still have an order and each stands on one page; default: what the row header sorts by.</summary>
    public Expression<Func<TRow, object?>>? UniqueBy
    {
        get;
        init
        {
            field = value;
            _unique = value is null ? null : new(() => SortKey<TRow>.Of(value));
        }
    }

    public IReadOnlyList<TableFilter<TRow>> Filters { get; init; } = [];

    /// <summary>Narrows the rows to those that hold a word, given in lower case; null when the table cannot be searched.</summary>
    public Func<IQueryable<TRow>, string, IQueryable<TRow>>? Search { get; init; }

    /// <summary>The same for all words at once, where an index finds them together, and best in one way to count and in another to show; takes the place of <see cref="Search"/>.</summary>
    internal Func<IQueryable<TRow>, IReadOnlyList<string>, bool, IQueryable<TRow>>? SearchAll { get; init; }

    internal bool IsSearchable => Search is not null || SearchAll is not null;

    public string SearchHint { get; init; } = "Search";

    /// <summary>Narrows the rows to those of one standard, when the person looks at one; null for a table that the standards have no part in.</summary>
    public Func<IQueryable<TRow>, Standard, IQueryable<TRow>>? ByStandard { get; init; }

    /// <summary>Words that explain the values in exports and below the table; empty when they explain themselves.</summary>
    public IReadOnlyDictionary<string, string> Legend { get; init; } = new Dictionary<string, string>();

    /// <summary>True for a part of an address that says what the table shows.</summary>
    internal bool IsPart(string name) => name is "q" or "sort" or "group" or "folded" or "columns" or "size" || Filters.Any(filter => filter.Name == name);

    /// <summary>Filters whose values the rows can be grouped by.</summary>
    internal IEnumerable<ValuesFilter<TRow>> Groups => Filters.OfType<ValuesFilter<TRow>>();

    internal TableColumn<TRow> RowHeader => Columns.First(column => column.IsRowHeader);

    internal SortKey<TRow> Unique => _unique?.Value ?? RowHeader.Order!;

    /// <summary>Rows that search and filters leave; the given query itself when nothing narrows it.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="state">What was asked for.</param>
    /// <param name="except">A filter that is left out; null for none.</param>
    /// <param name="isCounted">True when they are only counted.</param>
    internal IQueryable<TRow> Narrow(IQueryable<TRow> rows, TableState state, TableFilter<TRow>? except = null, bool isCounted = false)
    {
        // Every word must be there, in any order.
        var words = state.Search.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length > 0 && SearchAll is { } searchAll)
            rows = searchAll(rows, words, isCounted);
        else if (Search is { } search)
            rows = words.Aggregate(rows, search);
        foreach (var filter in Filters.Where(filter => filter != except && state.Filters[filter.Name].Count > 0))
            rows = filter.Apply(rows, state.Filters[filter.Name]);
        return rows;
    }

    /// <summary>Groups first, then what the person ordered by, then what no two rows share.</summary>
    internal RowOrder<TRow> OrderOf(TableState state)
    {
        var sort = Columns.First(column => column.Name == state.Sort).Order!;
        var keys = new List<(SortKey<TRow>, SortDirection)>();
        if (Groups.FirstOrDefault(filter => filter.Name == state.Group) is { } group)
            keys.Add((group.Order, default));
        keys.Add((sort, new(state.IsDescending)));
        if (sort != Unique)
            keys.Add((Unique, new(state.IsDescending)));
        return new(keys);
    }

    /// <summary>The columns of a view; the one that names the row is always among them.</summary>
    /// <param name="names">Names that the person has chosen; null for none.</param>
    internal IReadOnlyList<TableColumn<TRow>> ColumnsOf(IReadOnlyList<string>? names)
    {
        if (names is null)
            return Columns.Where(column => !column.IsHidden).ToList();
        if (names.Contains(TableState.AllColumns))
            return Columns;
        var chosen = names.Select(name => Columns.First(column => column.Name == name));
        return names.Contains(RowHeader.Name) ? chosen.ToList() : chosen.Prepend(RowHeader).ToList();
    }

    /// <summary>Names as the address gives them, in one text or several; null when they are those shown anyway.</summary>
    internal IReadOnlyList<string>? ReadColumns(StringValues said)
    {
        var names = said.OfType<string>().SelectMany(text => text.Split(',')).Distinct(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        if (names.Contains(TableState.AllColumns))
            return [TableState.AllColumns];
        var known = names.Where(name => Columns.Any(column => column.Name == name)).ToList();
        return known.Count == 0 || known.SequenceEqual(Columns.Where(column => !column.IsHidden).Select(column => column.Name)) ? null : known;
    }
}
