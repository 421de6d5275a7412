namespace Tandem.Gateway.Exchanges;

/// <summary>Adds to counts by name without changing those that were handed out.</summary>
internal static class Counts
{
    public static IReadOnlyDictionary<string, long> Add(IReadOnlyDictionary<string, long> counts, string name, long count)
    {
        if (count == 0) return counts;
        var sum = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (key, value) in counts) sum[key] = value;
        sum[name] = sum.GetValueOrDefault(name) + count;
        return sum;
    }
}
