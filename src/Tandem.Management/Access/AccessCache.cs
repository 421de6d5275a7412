using System.Collections.Concurrent;

namespace Tandem.Management.Access;

/// <summary>
/// What requests are checked against: sessions and accounts as the database last had them. Nothing older than a minute is believed, so that what another
/// process changes holds here within that time; what this process changes is forgotten at once (<see cref="AccessChanges"/>).
/// </summary>
internal sealed class AccessCache(TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    // What is beyond is read each time: made-up credentials cannot fill the memory.
    private const int MostEntries = 50_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _changes; // under _gate

    /// <summary>What is known under a key, read when it is not or no longer; null, when there is nothing, is kept as well.</summary>
    internal async Task<T?> GetAsync<T>(string key, Func<Task<T?>> read)
        where T : class, IOfAccount
    {
        if (Fresh(key) is { } known)
            return (T?)known.Value;
        long before;
        lock (_gate)
            before = _changes;
        var at = time.GetUtcNow();
        var value = await read();
        lock (_gate)
        {
            // What was read while something changed may be what was before the change: good enough for this request, which began before it, and for no other.
            if (before == _changes && (_entries.Count < MostEntries || _entries.ContainsKey(key)))
                _entries[key] = new(value, at);
        }
        return value;
    }

    /// <summary>True when what is known under a key would be believed now.</summary>
    internal bool IsFresh(string key) => Fresh(key) is not null;

    /// <summary>Whatever is known of an account is read again when it is next needed, and what was not there: it may be now.</summary>
    internal void Forget(Guid account) => Remove(entry => entry.Value is null || entry.Value.AccountId == account);

    internal void ForgetAll() => Remove(_ => true);

    /// <summary>Gives back the memory of what nobody asked for lately.</summary>
    internal void Trim()
    {
        var now = time.GetUtcNow();
        Remove(entry => now - entry.ReadAt >= Freshness);
    }

    private Entry? Fresh(string key) => _entries.TryGetValue(key, out var known) && time.GetUtcNow() - known.ReadAt < Freshness ? known : null;

    private void Remove(Predicate<Entry> isGone)
    {
        lock (_gate)
        {
            _changes++;
            foreach (var (key, entry) in _entries)
            {
                if (isGone(entry))
                    _entries.TryRemove(key, out _);
            }
        }
    }

    private sealed record Entry(IOfAccount? Value, DateTimeOffset ReadAt);
}

/// <summary>What belongs to one account and stops being known when the account changes.</summary>
internal interface IOfAccount
{
    Guid AccountId { get; }
}
