namespace Tandem.Inspection.Policy.Cel;

/// <summary>Comparisons; strings are ordered by code points, as the CEL specification says.</summary>
internal static class CelComparisons
{
    public static Func<EvaluationContext, bool> OfNumbers(
        string op, Func<EvaluationContext, long> left, Func<EvaluationContext, long> right) => op switch
        {
            "==" => c => left(c) == right(c),
            "!=" => c => left(c) != right(c),
            "<" => c => left(c) < right(c),
            "<=" => c => left(c) <= right(c),
            ">" => c => left(c) > right(c),
            _ => c => left(c) >= right(c),
        };

    public static Func<EvaluationContext, bool> WithNumber(string op, Func<EvaluationContext, long> left, long right) => op switch
    {
        "==" => c => left(c) == right,
        "!=" => c => left(c) != right,
        "<" => c => left(c) < right,
        "<=" => c => left(c) <= right,
        ">" => c => left(c) > right,
        _ => c => left(c) >= right,
    };

    public static Func<EvaluationContext, bool> WithString(string op, Func<EvaluationContext, string> left, string right) => op == "=="
        ? c => string.Equals(left(c), right, StringComparison.Ordinal)
        : c => !string.Equals(left(c), right, StringComparison.Ordinal);

    public static Func<EvaluationContext, bool> OfStrings(
        string op, Func<EvaluationContext, string> left, Func<EvaluationContext, string> right) => op switch
        {
            "==" => c => string.Equals(left(c), right(c), StringComparison.Ordinal),
            "!=" => c => !string.Equals(left(c), right(c), StringComparison.Ordinal),
            "<" => c => ByCodePoint(left(c), right(c)) < 0,
            "<=" => c => ByCodePoint(left(c), right(c)) <= 0,
            ">" => c => ByCodePoint(left(c), right(c)) > 0,
            _ => c => ByCodePoint(left(c), right(c)) >= 0,
        };

    public static Func<EvaluationContext, bool> OfLists<T>(
        string op, Func<EvaluationContext, IReadOnlyList<T>> left, Func<EvaluationContext, IReadOnlyList<T>> right)
        where T : IEquatable<T>
    {
        var wanted = op == "==";
        return c => left(c).SequenceEqual(right(c)) == wanted;
    }

    public static bool Contains<T>(IReadOnlyList<T> list, T wanted)
        where T : IEquatable<T>
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i].Equals(wanted))
                return true;
        }

        return false;
    }

    /// <summary>Compares by code points: surrogates stand for code points above all others, though their UTF-16 units do not.</summary>
    public static int ByCodePoint(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        var l = left[common];
        var r = right[common];
        return char.IsSurrogate(l) == char.IsSurrogate(r) ? l.CompareTo(r) : char.IsSurrogate(l) ? 1 : -1;
    }
}
