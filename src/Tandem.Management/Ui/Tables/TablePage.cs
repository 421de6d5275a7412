using Tandem.Management.Ui.Tables.Filters;
using Tandem.Management.Views;

namespace Tandem.Management.Ui.Tables;

/// <summary>The rows of one page of a table, with how many there are and when that was so.</summary>
public sealed record TablePage<TRow>
{
    public required TableDefinition<TRow> Definition { get; init; }

    /// <summary>What was asked for; its page is never beyond the last.</summary>
    public required TableState State { get; init; }

    public required IReadOnlyList<TRow> Rows { get; init; }

    /// <summary>Rows that search and filters leave.</summary>
    public required int Matching { get; init; }

    /// <summary>All rows.</summary>
    public required int Total { get; init; }

    /// <summary>When this was true.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Addresses of the pages around this one; null where there is none.</summary>
    public string? Previous { get; init; }

    public string? Next { get; init; }

    /// <summary>Groups whose heading stands on this page, in order; null when the table is not grouped.</summary>
    public IReadOnlyList<TableGroup<TRow>>? Groups { get; init; }

    /// <summary>Views of the table; null for who keeps none.</summary>
    public ViewMenu? Views { get; init; }

    /// <summary>Values of one filter with their counts, when they were asked for.</summary>
    public TableFacet<TRow>? Facet { get; init; }

    public IReadOnlyList<TableColumn<TRow>> Columns => Definition.ColumnsOf(State.Columns);

    /// <summary>Rows of folded groups, which have no place on any page.</summary>
    public int Folded { get; init; }

    public int Pages => Math.Max(State.Place.Page, (Matching - Folded + State.Size - 1) / State.Size);

    public int FirstRow => Rows.Count == 0 ? 0 : ((State.Place.Page - 1) * State.Size) + 1;

    public int LastRow => FirstRow == 0 ? 0 : FirstRow + Rows.Count - 1;
}

/// <param name="Value">As the address writes it.</param>
/// <param name="Label">In words.</param>
/// <param name="Count">Rows of the group, on all pages; null when there are too many groups to count them.</param>
/// <param name="IsFolded">True when only the heading is shown.</param>
/// <param name="IsContinued">True when the page before shows its first rows.</param>
/// <param name="Rows">Rows of it on this page.</param>
public sealed record TableGroup<TRow>(string Value, string Label, int? Count, bool IsFolded, bool IsContinued, IReadOnlyList<TRow> Rows);

/// <param name="Filter">The filter whose values were counted.</param>
/// <param name="Values">Values with the rows that search and the other filters leave of each.</param>
/// <param name="HasMore">True when there are more values than are listed.</param>
public sealed record TableFacet<TRow>(ValuesFilter<TRow> Filter, IReadOnlyList<ValueCount> Values, bool HasMore);
