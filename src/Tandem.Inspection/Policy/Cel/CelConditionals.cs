namespace Tandem.Inspection.Policy.Cel;

/// <summary>The choice <c>condition ? a : b</c>, and chains of `&amp;&amp;` and `||` whose operands cannot fail.</summary>
internal static class CelConditionals
{
    public static Func<EvaluationContext, T> Choose<T>(
        Func<EvaluationContext, bool> condition, Func<EvaluationContext, T> whenTrue, Func<EvaluationContext, T> whenFalse) =>
        c => condition(c) ? whenTrue(c) : whenFalse(c);

    /// <summary>The plain short circuit; most conditions of real bundles are of this kind, and it costs half.</summary>
    public static Func<EvaluationContext, bool> WithoutErrors(bool isAnd, Func<EvaluationContext, bool>[] operands)
    {
        if (operands is [var first, var second])
            return isAnd ? c => first(c) && second(c) : c => first(c) || second(c);
        return c =>
        {
            foreach (var operand in operands)
            {
                if (operand(c) != isAnd)
                    return !isAnd;
            }

            return isAnd;
        };
    }
}
