using System.Linq.Expressions;
using System.Text.Json;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>One value that rows are ordered by: orders them, stands in the address of a page, and says which rows come after it. Rows without a value come last.</summary>
internal abstract class SortKey<TRow>
{
    /// <summary>Typed by what the expression really gives; enumerations sort in the order of their members, whatever the column stores.</summary>
    internal static SortKey<TRow> Of(LambdaExpression by)
    {
        var row = by.Parameters[0];
        var body = by.Body;
        // Only the compiler's conversions into `object` and into a type that may be null.
        while (body is UnaryExpression { NodeType: ExpressionType.Convert } convert && (convert.Type == typeof(object) || Nullable.GetUnderlyingType(convert.Type) == convert.Operand.Type))
            body = convert.Operand;
        body = Ranks.IsRanked(body.Type) ? Ranks.Of(body) : body;
        var key = typeof(SortKey<,>).MakeGenericType(typeof(TRow), body.Type);
        return (SortKey<TRow>)Activator.CreateInstance(key, Expression.Lambda(body, row))!;
    }

    /// <summary>Orders rows; as a further key when they are ordered already.</summary>
    internal abstract IOrderedQueryable<TRow> Order(IQueryable<TRow> rows, bool isFirst, SortDirection direction);

    /// <summary>The row's value as an address carries it.</summary>
    internal abstract JsonElement Write(TRow row);

    /// <summary>A value of an address; false when it is none of this key.</summary>
    internal abstract bool TryRead(JsonElement text, out object? value);

    /// <summary>True for rows whose value comes after the given one.</summary>
    internal abstract Expression IsAfter(ParameterExpression row, object? value, SortDirection direction);

    /// <summary>True for rows whose value is the given one.</summary>
    internal abstract Expression IsSame(ParameterExpression row, object? value);

    /// <summary>True for rows whose value is the given one or comes after it, in a form that an index answers; null when there is none.</summary>
    internal abstract Expression? IsFrom(ParameterExpression row, object? value, SortDirection direction);
}

/// <summary>Which way a key runs.</summary>
/// <param name="IsDescending">From the greatest value.</param>
/// <param name="EmptyFirst">Rows without a value come before the others; so only when an order is walked backwards.</param>
internal readonly record struct SortDirection(bool IsDescending, bool EmptyFirst = false)
{
    internal SortDirection Reversed => new(!IsDescending, !EmptyFirst);
}
