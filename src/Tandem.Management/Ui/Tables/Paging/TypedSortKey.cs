using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Tandem.Management.Ui.Tables.Paging;

internal sealed class SortKey<TRow, TKey>(Expression<Func<TRow, TKey>> by) : SortKey<TRow>
{
    private readonly Lazy<Func<TRow, TKey>> _value = new(by.Compile);

    private readonly bool _canBeEmpty = CanBeEmpty(by.Body);

    internal override IOrderedQueryable<TRow> Order(IQueryable<TRow> rows, bool isFirst, SortDirection direction)
    {
        if (!_canBeEmpty)
            return Order(rows, by, isFirst, direction.IsDescending);
        // The engines disagree on where NULL stands, so it is a key of its own.
        var isEmpty = Expression.Lambda<Func<TRow, bool>>(Expression.Equal(by.Body, Expression.Constant(null, typeof(TKey))), by.Parameters);
        return Order(Order(rows, isEmpty, isFirst, direction.EmptyFirst), by, isFirst: false, direction.IsDescending);
    }

    internal override JsonElement Write(TRow row) => JsonSerializer.SerializeToElement(_value.Value(row));

    internal override bool TryRead(JsonElement text, out object? value)
    {
        value = null;
        try
        {
            value = text.Deserialize<TKey>();
        }
        catch (JsonException)
        {
            return false; // typed into the address by hand
        }
        // For U+0000 PostgreSQL has no place.
        return value is string words ? !words.Contains('\0', StringComparison.Ordinal) : value is not null || _canBeEmpty;
    }

    internal override Expression IsAfter(ParameterExpression row, object? value, SortDirection direction)
    {
        var key = On(row);
        if (value is null)
            return direction.EmptyFirst ? Expression.NotEqual(key, Empty) : Expression.Constant(false);
        var isAfter = Compare(key, value, direction.IsDescending ? ExpressionType.LessThan : ExpressionType.GreaterThan);
        return _canBeEmpty && !direction.EmptyFirst ? Expression.OrElse(isAfter, Expression.Equal(key, Empty)) : isAfter;
    }

    internal override Expression IsSame(ParameterExpression row, object? value) => Expression.Equal(On(row), value is null ? Empty : Captured.Of((TKey)value));

    internal override Expression? IsFrom(ParameterExpression row, object? value, SortDirection direction) =>
        _canBeEmpty || value is null ? null : Compare(On(row), value, direction.IsDescending ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual);

    private static ConstantExpression Empty => Expression.Constant(null, typeof(TKey));

    private Expression On(ParameterExpression row) => Replace.In(by.Body, by.Parameters[0], row);

    // Texts have no operator of their own in C#; the database compares them as it orders them.
    private static BinaryExpression Compare(Expression key, object value, ExpressionType comparison) => typeof(TKey) == typeof(string)
        ? Expression.MakeBinary(comparison, Expression.Call(typeof(string), nameof(string.Compare), null, key, Captured.Of((string)value)), Expression.Constant(0))
        : Expression.MakeBinary(comparison, key, Captured.Of((TKey)value), liftToNull: false, null);

    private static IOrderedQueryable<TRow> Order<TValue>(IQueryable<TRow> rows, Expression<Func<TRow, TValue>> by, bool isFirst, bool isDescending) => (isFirst, isDescending) switch
    {
        (true, false) => rows.OrderBy(by),
        (true, true) => rows.OrderByDescending(by),
        (false, false) => ((IOrderedQueryable<TRow>)rows).ThenBy(by),
        (false, true) => ((IOrderedQueryable<TRow>)rows).ThenByDescending(by),
    };

    private static bool CanBeEmpty(Expression body)
    {
        if (typeof(TKey).IsValueType)
            return Nullable.GetUnderlyingType(typeof(TKey)) is not null;
        return body is not MemberExpression { Member: PropertyInfo property } || new NullabilityInfoContext().Create(property).ReadState != NullabilityState.NotNull;
    }
}
