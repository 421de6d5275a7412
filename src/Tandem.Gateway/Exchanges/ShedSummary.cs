namespace Tandem.Gateway.Exchanges;

/// <summary>Requests that were refused in one period without a record of their own.</summary>
internal sealed class ShedSummary(string id, DateTimeOffset from)
{
    /// <summary>Networks named one by one; further ones count together.</summary>
    public const int MaximumSources = 64;

    public string Id { get; } = id;

    public DateTimeOffset From { get; } = from;

    public DateTimeOffset To { get; set; } = from;

    public long Count { get; private set; }

    public Dictionary<string, long> Reasons { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Sources { get; } = new(StringComparer.Ordinal);

    public void Add(string zone, string reason)
    {
        Count++;
        Reasons[reason] = Reasons.GetValueOrDefault(reason) + 1;
        var source = Sources.ContainsKey(zone) || Sources.Count < MaximumSources ? zone : "other";
        Sources[source] = Sources.GetValueOrDefault(source) + 1;
    }
}
