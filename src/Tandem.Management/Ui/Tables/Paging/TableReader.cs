using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>Reads the page of a table that the address asks for.</summary>
internal sealed class TableReader<TRow>(TableDefinition<TRow> table, TableState state, IQueryable<TRow> rows, TableCounts counts, CancellationToken cancellation)
{
    // With more groups than a person looks through, they are neither counted nor folded.
    private const int MostGroups = 200;

    private readonly RowOrder<TRow> _order = table.OrderOf(state);

    private readonly IQueryable<TRow> _matching = table.Narrow(rows, state);

    private readonly IQueryable<TRow> _counted = table.Narrow(rows, state, isCounted: true);

    private readonly ValuesFilter<TRow>? _group = table.Groups.FirstOrDefault(filter => filter.Name == state.Group);

    internal async Task<TablePage<TRow>> ReadAsync(DateTimeOffset at)
    {
        var groups = await GroupsAsync();
        var folded = groups?.Where(group => state.Folded.Contains(group.Value)).ToList() ?? [];
        var foldedRows = folded.Sum(group => group.Count);
        var unfolded = folded.Count == 0 ? _matching : _group!.Without(_matching, folded.Select(group => group.Value).ToList());
        async Task<int> CountAsync() => groups?.Sum(group => group.Count) ?? await counts.CountAsync(_counted, cancellation);

        var slice = await new SliceReader<TRow>(_order, unfolded, state.Size, async () => await CountAsync() - foldedRows, cancellation).ReadAsync(state.Place);
        var isWhole = slice.Place.Page == 1 && !slice.HasNext && folded.Count == 0;
        // Counted after the rows, so that no page shows more rows than it says there are.
        var matching = isWhole ? slice.Rows.Count : Math.Max(await CountAsync(), slice.Rows.Count);
        var total = ReferenceEquals(_matching, rows) ? matching : Math.Max(await counts.CountAsync(rows, cancellation), matching);
        var shown = state with { Place = slice.Place };
        return new()
        {
            Definition = table,
            State = shown,
            Rows = slice.Rows,
            Matching = matching,
            Folded = foldedRows,
            Total = total,
            At = at,
            Previous = slice.Place.Page > 1 ? (shown with { Place = Previous(slice) }).Url() : null,
            Next = slice.HasNext ? (shown with { Place = Next(slice) }).Url() : null,
            Groups = _group is null ? null : TableGroups.Of(_group, groups, slice, state),
        };
    }

    private async Task<IReadOnlyList<ValueCount>?> GroupsAsync()
    {
        if (_group is null)
            return null;
        var groups = await _group.CountAsync(_counted, MostGroups + 1, isInOrder: true, cancellation);
        return groups.Count > MostGroups ? null : groups;
    }

    private TablePlace Next(TableSlice<TRow> slice) => new(slice.Place.Page + 1, After: Cursor(slice.Rows[^1]));

    private TablePlace Previous(TableSlice<TRow> slice) => slice.Place.Page == 2 ? TablePlace.First : new(slice.Place.Page - 1, Before: Cursor(slice.Rows[0]));

    private string? Cursor(TRow row) => Rows.IsDatabase(rows) ? RowCursor.Write(_order, row) : null;
}
