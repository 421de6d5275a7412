namespace Tandem.Gateway.Protocols.Json;

/// <summary>The names seen in the objects that are open, so that a second member of the same name is refused: parsers disagree about which one counts.</summary>
internal sealed class MemberNames
{
    // A set that grew large is dropped, not cleared: clearing costs its capacity, and many small objects may follow one large object.
    private const int KeptNames = 64;

    private readonly List<HashSet<ReadOnlyMemory<byte>>> _open = [];
    private int _depth;

    public void OpenObject()
    {
        if (_depth == _open.Count) _open.Add(NewSet());
        else if (_open[_depth].Count > KeptNames) _open[_depth] = NewSet();
        else _open[_depth].Clear();
        _depth++;
    }

    public void CloseObject() => _depth--;

    /// <summary>Takes a decoded name of the innermost object; false when it is already there.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> name) => _open[_depth - 1].Add(name);

    private static HashSet<ReadOnlyMemory<byte>> NewSet() => new(new ByBytes());

    private sealed class ByBytes : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        // HashCode is seeded per process, so collisions cannot be prepared.
        public int GetHashCode(ReadOnlyMemory<byte> name)
        {
            var hash = default(HashCode);
            hash.AddBytes(name.Span);
            return hash.ToHashCode();
        }
    }
}
