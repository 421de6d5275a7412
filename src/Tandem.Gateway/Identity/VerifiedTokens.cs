using System.Collections.Concurrent;

namespace Tandem.Gateway.Identity;

/// <summary>Tokens already verified, by hash, until they expire. Bounded: a flood of fresh tokens costs verifications, never memory.</summary>
internal sealed class VerifiedTokens
{
    /// <summary>About 4 MiB when full.</summary>
    public const int DefaultCapacity = 10_000;

    private readonly ConcurrentDictionary<TokenHash, Entry> _entries = new();
    private readonly int _capacity;
    private int _count;

    public VerifiedTokens(int capacity) => _capacity = capacity;

    public int Count => _entries.Count;

    public Caller? Find(TokenHash hash, DateTimeOffset now)
    {
        if (!_entries.TryGetValue(hash, out var entry)) return null;
        if (now < entry.Until) return entry.Caller;
        Remove(hash);
        return null;
    }

    public void Add(TokenHash hash, Caller caller, DateTimeOffset until, DateTimeOffset now)
    {
        if (Volatile.Read(ref _count) >= _capacity) MakeRoom(now);
        if (_entries.TryAdd(hash, new Entry(caller, until))) Interlocked.Increment(ref _count);
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (hash, entry) in _entries)
        {
            if (now >= entry.Until) Remove(hash);
        }

        if (Volatile.Read(ref _count) < _capacity) return;
        // Still full of live tokens: a tenth goes, whichever; the price is one more verification each.
        foreach (var hash in _entries.Keys.Take(Math.Max(1, _capacity / 10))) Remove(hash);
    }

    private void Remove(TokenHash hash)
    {
        if (_entries.TryRemove(hash, out _)) Interlocked.Decrement(ref _count);
    }

    private sealed record Entry(Caller Caller, DateTimeOffset Until);
}
