using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>Which headings of groups stand on a page: those of its rows, and the folded ones whose place is between them.</summary>
internal static class TableGroups
{
    /// <param name="filter">What the rows are grouped by.</param>
    /// <param name="all">All groups in order; null when there are too many to count.</param>
    /// <param name="slice">The rows of the page.</param>
    /// <param name="state">What was asked for.</param>
    internal static IReadOnlyList<TableGroup<TRow>> Of<TRow>(ValuesFilter<TRow> filter, IReadOnlyList<ValueCount>? all, TableSlice<TRow> slice, TableState state)
    {
        var onPage = slice.Rows.GroupBy(filter.ValueOf, StringComparer.Ordinal).Select(group => (group.Key, Rows: (IReadOnlyList<TRow>)group.ToList())).ToList();
        if (all is null)
            return onPage.Select(group => new TableGroup<TRow>(group.Key, filter.Words(group.Key), null, false, slice.Place.Page > 1 && group == onPage[0], group.Rows)).ToList();

        var first = (slice.Place.Page - 1) * state.Size;
        var last = slice.HasNext ? first + slice.Rows.Count - 1 : int.MaxValue;
        var before = 0; // rows of unfolded groups before this one
        var groups = new List<TableGroup<TRow>>();
        foreach (var (value, label, count) in all)
        {
            var isFolded = state.Folded.Contains(value);
            var rows = onPage.Find(group => group.Key == value).Rows ?? [];
            if (rows.Count > 0 || (isFolded && before >= first && before <= last))
                groups.Add(new(value, label, count, isFolded, before < first && !isFolded, rows));
            before += isFolded ? 0 : count;
        }
        // A group that began between counting and reading.
        groups.AddRange(onPage.Where(group => all.All(known => known.Value != group.Key)).Select(group => new TableGroup<TRow>(group.Key, filter.Words(group.Key), group.Rows.Count, false, false, group.Rows)));
        return groups;
    }
}
