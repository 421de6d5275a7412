using System.Linq.Expressions;
using Tandem.Management.Ui.Tables.Paging;

namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>Rows with one of the chosen values. The database can count the rows of each value, so the table can also be grouped by it.</summary>
public abstract class ValuesFilter<TRow>(string name, string label) : TableFilter<TRow>(name, label)
{
    /// <summary>All values there are; null when only the rows know.</summary>
    internal abstract IReadOnlyList<Choice>? Options { get; }

    /// <summary>The order of the groups.</summary>
    internal abstract SortKey<TRow> Order { get; }

    /// <summary>The row's value as the address writes it.</summary>
    internal abstract string ValueOf(TRow row);

    /// <summary>How many rows each value has, in one statement.</summary>
    /// <param name="rows">Rows to count.</param>
    /// <param name="most">Values to return at most.</param>
    /// <param name="isInOrder">True in the order of the groups, false with the most frequent first; known values are always in their own order.</param>
    /// <param name="cancellation">Ends the statement.</param>
    internal abstract Task<IReadOnlyList<ValueCount>> CountAsync(IQueryable<TRow> rows, int most, bool isInOrder, CancellationToken cancellation);

    /// <summary>Rows with none of the values.</summary>
    internal abstract IQueryable<TRow> Without(IQueryable<TRow> rows, IReadOnlyList<string> values);
}

/// <param name="Value">As the address writes it.</param>
/// <param name="Label">In words.</param>
/// <param name="Count">Rows that have it.</param>
public sealed record ValueCount(string Value, string Label, int Count);

internal abstract class ValuesFilter<TRow, TKey>(string name, string label, Expression<Func<TRow, TKey>> by) : ValuesFilter<TRow>(name, label)
{
    private readonly Lazy<Func<TRow, TKey>> _key = new(by.Compile);

    internal override SortKey<TRow> Order { get; } = SortKey<TRow>.Of(by);

    internal override string ValueOf(TRow row) => Write(_key.Value(row));

    internal override IReadOnlyList<string> Read(IReadOnlyList<string>? said) =>
        Split(said ?? []).Where(value => value.Length <= FilterValue.Longest && TryParse(value, out _)).Distinct(StringComparer.Ordinal).Take(FilterValue.Most).ToList();

    internal override IEnumerable<string> Unknown(IReadOnlyList<string> said) => Split(said).Where(value => value.Length > 0 && !TryParse(value, out _));

    internal override IQueryable<TRow> Apply(IQueryable<TRow> rows, IReadOnlyList<string> values) => rows.Where(Expression.Lambda<Func<TRow, bool>>(IsAmong(values), by.Parameters));

    internal override IQueryable<TRow> Without(IQueryable<TRow> rows, IReadOnlyList<string> values) =>
        values.Where(value => TryParse(value, out _)).ToList() is { Count: > 0 } known ? rows.Where(Expression.Lambda<Func<TRow, bool>>(Expression.Not(IsAmong(known)), by.Parameters)) : rows;

    internal override string Words(string value) => TryParse(value, out var key) ? WordsOf(key) : value;

    internal override async Task<IReadOnlyList<ValueCount>> CountAsync(IQueryable<TRow> rows, int most, bool isInOrder, CancellationToken cancellation)
    {
        var groups = rows.GroupBy(by).Select(group => new { group.Key, Count = group.Count() });
        var sorted = isInOrder ? groups.OrderBy(group => group.Key) : groups.OrderByDescending(group => group.Count).ThenBy(group => group.Key);
        var counts = await Rows.ListAsync(sorted.Take(most), cancellation);
        var values = counts.Select(count => new ValueCount(Write(count.Key), WordsOf(count.Key), count.Count));
        return Options is null ? values.ToList() : values.OrderBy(value => Options.TakeWhile(option => option.Value != value.Value).Count()).ToList();
    }

    /// <summary>The values that the address gives in one text; one unless the filter says otherwise.</summary>
    protected virtual IEnumerable<string> Split(IEnumerable<string> said) => said;

    protected abstract string Write(TKey key);

    protected abstract bool TryParse(string value, out TKey key);

    protected abstract string WordsOf(TKey key);

    private MethodCallExpression IsAmong(IReadOnlyList<string> values)
    {
        var keys = values.Select(value => TryParse(value, out var key) ? key : throw new InvalidOperationException($"`{value}` was not read by the filter `{Name}`")).ToList();
        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TKey)], Captured.Of(keys), by.Body);
    }
}
