namespace Tandem.Inspection.Policy.Cel;

/// <summary>The choice <c>condition ? a : b</c>; an error of the condition is the error of the whole.</summary>
internal static class CelConditionals
{
    public static Func<EvaluationContext, T> Choose<T>(
        Func<EvaluationContext, bool> condition, Func<EvaluationContext, T> whenTrue, Func<EvaluationContext, T> whenFalse) =>
        c => condition(c) ? whenTrue(c) : whenFalse(c);
}
