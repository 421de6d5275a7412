using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>A value inside an expression as the compiler captures a local: the database gets it as a parameter, so that one plan serves every value.</summary>
internal static class Captured
{
    internal static MemberExpression Of<T>(T value) => Expression.Field(Expression.Constant(new Box<T>(value)), nameof(Box<>.Value));

    private sealed class Box<T>(T value)
    {
        public readonly T Value = value;
    }
}

/// <summary>An expression with one part put in the place of another.</summary>
internal sealed class Replace(Expression part, Expression by) : ExpressionVisitor
{
    internal static Expression In(Expression whole, Expression part, Expression by) => part == by ? whole : new Replace(part, by).Visit(whole);

    [return: NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node) => node == part ? by : base.Visit(node);
}

/// <summary>Enumerations and flags as numbers in the order of their members, so that the database orders and compares them so, however it stores them.</summary>
internal static class Ranks
{
    internal static bool IsRanked(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { } plain && (plain.IsEnum || plain == typeof(bool));

    internal static Expression Of(Expression value)
    {
        var plain = Nullable.GetUnderlyingType(value.Type);
        var members = (plain ?? value.Type) == typeof(bool) ? [false, true] : Enum.GetValues(plain ?? value.Type).Cast<object>().ToArray();
        var rank = plain is null ? typeof(int) : typeof(int?);
        // The last is what remains, so that the chain needs no value of its own for nothing.
        Expression ranks = plain is null ? Expression.Constant(members.Length - 1) : Expression.Constant(null, rank);
        for (var i = members.Length - (plain is null ? 2 : 1); i >= 0; i--)
            ranks = Expression.Condition(Expression.Equal(value, Expression.Constant(members[i], value.Type)), Expression.Constant(i, rank), ranks);
        return ranks;
    }
}
