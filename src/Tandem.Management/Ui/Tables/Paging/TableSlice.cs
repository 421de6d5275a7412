namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>The rows of one page.</summary>
/// <param name="Rows">In the order of the table.</param>
/// <param name="Place">Where they are, which is elsewhere than asked when rows have gone.</param>
/// <param name="HasNext">True when rows follow.</param>
internal sealed record TableSlice<TRow>(IReadOnlyList<TRow> Rows, TablePlace Place, bool HasNext);

/// <summary>Finds the rows of a page: by the place of a row beside it, which costs the same on every page and neither repeats nor leaves out a row while others are entered; by number where there is no such place.</summary>
internal sealed class SliceReader<TRow>(RowOrder<TRow> order, IQueryable<TRow> rows, int size, Func<Task<int>> count, CancellationToken cancellation)
{
    internal async Task<TableSlice<TRow>> ReadAsync(TablePlace place)
    {
        if (Rows.IsDatabase(rows))
        {
            if (place.After is { } after && RowCursor.Read(order, after) is { } last)
                return await AfterAsync(last, place);
            if (place.Before is { } before && RowCursor.Read(order, before) is { } first)
                return await BeforeAsync(first, place);
        }
        if (place.IsLast)
            return await LastAsync();
        return place.Page == 1 ? await FirstAsync() : await NumberAsync(place.Page);
    }

    private async Task<TableSlice<TRow>> FirstAsync()
    {
        var found = await Rows.ListAsync(order.Apply(rows).Take(size + 1), cancellation);
        return new(found.Take(size).ToList(), TablePlace.First, found.Count > size);
    }

    private async Task<TableSlice<TRow>> AfterAsync(RowCursor cursor, TablePlace place)
    {
        var found = await Rows.ListAsync(order.Apply(order.After(rows, cursor)).Take(size + 1), cancellation);
        // What was there has gone meanwhile.
        return found.Count == 0 ? await LastAsync() : new(found.Take(size).ToList(), place, found.Count > size);
    }

    private async Task<TableSlice<TRow>> BeforeAsync(RowCursor cursor, TablePlace place)
    {
        var backwards = order.Reversed;
        var found = await Rows.ListAsync(backwards.Apply(backwards.After(rows, cursor)).Take(size), cancellation);
        if (found.Count < size)
            return await FirstAsync();
        found.Reverse();
        return new(found, place, HasNext: true);
    }

    private async Task<TableSlice<TRow>> NumberAsync(int page)
    {
        if (page > Pages(await count()))
            return await LastAsync();
        var found = await Rows.ListAsync(order.Apply(rows).Skip((page - 1) * size).Take(size + 1), cancellation);
        return new(found.Take(size).ToList(), new TablePlace(page), found.Count > size);
    }

    private async Task<TableSlice<TRow>> LastAsync()
    {
        var all = await count();
        if (all <= size)
            return await FirstAsync();
        var found = await Rows.ListAsync(order.Reversed.Apply(rows).Take(((all - 1) % size) + 1), cancellation);
        found.Reverse();
        return new(found, new TablePlace(Pages(all), IsLast: true), HasNext: false);
    }

    private int Pages(int all) => Math.Max(1, (all + size - 1) / size);
}
