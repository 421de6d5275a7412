namespace Tandem.Management.Ui.Tables;

/// <summary>All that is fixed about a table; declared once by its feature and used for page and export.</summary>
public sealed record TableDefinition<TRow>
{
    /// <summary>Name of exported files and of the element on the page.</summary>
    public required string Name { get; init; }

    /// <summary>Caption: what the rows are.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<TableColumn<TRow>> Columns { get; init; }

    /// <summary>Name of the column ordered by when the address does not say.</summary>
    public required string DefaultSort { get; init; }

    public bool IsDefaultDescending { get; init; }

    public IReadOnlyList<TableFilter<TRow>> Filters { get; init; } = [];

    /// <summary>Narrows the rows to those that hold a word, given in lower case; null when the table cannot be searched.</summary>
    public Func<IQueryable<TRow>, string, IQueryable<TRow>>? Search { get; init; }

    public string SearchHint { get; init; } = "Search";

    /// <summary>Words that explain the values in exports and below the table; empty when they explain themselves.</summary>
    public IReadOnlyDictionary<string, string> Legend { get; init; } = new Dictionary<string, string>();
}
