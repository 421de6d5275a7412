using System.Collections.Concurrent;

namespace Tandem.Management.Ui.Tables.Paging;

/// <summary>Counts of this process, the latest of each statement; bounded in number and in time.</summary>
internal sealed class KeptCounts(TimeProvider time)
{
    private const int Most = 1000;

    // A filter may ask for the time of day, which changes without any record changing.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (string Stamp, int Count, DateTimeOffset At)> _counts = new(StringComparer.Ordinal);

    internal int? Find(string statement, string stamp) =>
        _counts.TryGetValue(statement, out var kept) && kept.Stamp == stamp && time.GetUtcNow() - kept.At < Longest ? kept.Count : null;

    internal void Keep(string statement, string stamp, int count)
    {
        if (_counts.Count >= Most)
            _counts.Clear();
        _counts[statement] = (stamp, count, time.GetUtcNow());
    }
}
