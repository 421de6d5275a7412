using System.Collections.Concurrent;

namespace Tandem.Management.Access.Sessions;

/// <summary>When things were last used, between two writes to the database: a request costs no statement for it.</summary>
internal abstract class SeenTimes
{
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _times = new();

    internal void Note(Guid id, DateTimeOffset at) => _times[id] = at;

    /// <summary>Null when nothing is noted that is not written yet.</summary>
    internal DateTimeOffset? Find(Guid id) => _times.TryGetValue(id, out var at) ? at : null;

    /// <summary>What is to be written now.</summary>
    internal IReadOnlyList<KeyValuePair<Guid, DateTimeOffset>> Pending() => [.. _times];

    /// <summary>Drops what was written, unless it was noted anew meanwhile.</summary>
    internal void Written(KeyValuePair<Guid, DateTimeOffset> entry) => _times.TryRemove(entry);
}
