using System.Linq.Expressions;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>The order of a table's rows: keys of which the last is unique, so that each row has one place, and a page can begin after any row.</summary>
internal sealed class RowOrder<TRow>(IReadOnlyList<(SortKey<TRow> Key, SortDirection Direction)> keys)
{
    internal IReadOnlyList<SortKey<TRow>> Keys { get; } = keys.Select(key => key.Key).ToList();

    internal RowOrder<TRow> Reversed => new(keys.Select(key => (key.Key, key.Direction.Reversed)).ToList());

    internal IQueryable<TRow> Apply(IQueryable<TRow> rows)
    {
        var isFirst = true;
        foreach (var (key, direction) in keys)
        {
            rows = key.Order(rows, isFirst, direction);
            isFirst = false;
        }
        return rows;
    }

    /// <summary>Rows that come after the place of a cursor.</summary>
    internal IQueryable<TRow> After(IQueryable<TRow> rows, RowCursor cursor)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        Expression after = Expression.Constant(false);
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            var ((key, direction), value) = (keys[i], cursor.Values[i]);
            var isAfter = key.IsAfter(row, value, direction);
            after = i == keys.Count - 1 ? isAfter
                // k >= v and (k > v or rest) rather than k > v or (k = v and rest): the first part is a range of an index.
                : key.IsFrom(row, value, direction) is { } isFrom ? Expression.AndAlso(isFrom, Expression.OrElse(isAfter, after))
                : Expression.OrElse(isAfter, Expression.AndAlso(key.IsSame(row, value), after));
        }
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(after, row));
    }
}
