using Tandem.Ledger.Merkle;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Tiles;

namespace Tandem.Ledger.Verification;

/// <summary>Builds the tree of the checkpoint's records again and compares every tile and entry bundle with it.</summary>
/// <remarks>A hash in a tile that differs from the record's is laid at the door of the one that does not lead to the signed root, so the finding waits for the root.</remarks>
internal sealed class TreeVerification(string log, long size, long heldSize, Findings findings)
{
    private readonly TileStore _store = new(log);
    private readonly MerkleFrontier _tree = new();
    private readonly List<Level> _levels = [];
    private readonly List<ReadOnlyMemory<byte>> _entries = [];
    private readonly List<Difference> _differences = [];
    private long _next;

    /// <summary>Root over the first <c>size</c> records; null until they were all added, or when damage left a hole.</summary>
    public byte[]? Root { get; private set; }

    /// <summary>Root over the first <c>heldSize</c> records; null until they were all added.</summary>
    public byte[]? HeldRoot { get; private set; } = heldSize == 0 ? MerkleTree.EmptyRoot : null;

    public bool IsBroken { get; private set; }

    /// <summary>Adds a record. Records beyond the checkpoint are ignored.</summary>
    public void Add(byte[] leaf, ReadOnlyMemory<byte> entry, string segment)
    {
        if (IsBroken || _next >= size) return;
        _entries.Add(entry);
        Append(leaf, segment, hasEntry: true);
    }

    /// <summary>Adds a record that cannot be read: its hash is taken from the tile, which the signed root confirms or not.</summary>
    public void AddUnknown(string segment)
    {
        if (IsBroken || _next >= size) return;
        try
        {
            var tile = _store.ReadTile(0, _next / TilePath.FullWidth, WidthAt(0, _next / TilePath.FullWidth));
            _entries.Add(ReadOnlyMemory<byte>.Empty);
            Append(tile.AsSpan((int)(_next % TilePath.FullWidth) * MerkleTree.HashSize, MerkleTree.HashSize).ToArray(), segment, hasEntry: false);
        }
        catch (InvalidDataException)
        {
            IsBroken = true;
        }
    }

    /// <summary>Compares the root, then reports what differed.</summary>
    public void Finish(byte[] signedRoot)
    {
        if (IsBroken || _next < size) return;
        Root = size == 0 ? MerkleTree.EmptyRoot : Root;
        var isRootRight = Root.AsSpan().SequenceEqual(signedRoot);
        foreach (var difference in _differences)
        {
            if (isRootRight)
            {
                findings.Invalid("tile-differs", difference.File, difference.Index,
                    $"`{difference.File}` differs from the records from record {difference.Index} on; run `fsck` to write the tiles again, the records are right");
            }
            else if (difference.Segment is not null)
            {
                findings.Invalid("record-differs", difference.Segment, difference.Index,
                    $"record {difference.Index} is not the one that the checkpoint covers; restore the segment from a mirror");
            }
        }

        if (!isRootRight)
            findings.Invalid("root-differs", LedgerFiles.Checkpoint, null, $"the records lead to another root than the checkpoint of {size} records signs; restore segments and checkpoint from a mirror");
    }

    private int WidthAt(int level, long tile) => (int)Math.Min(TilePath.FullWidth, (size >> (TilePath.Height * level)) - (tile * TilePath.FullWidth));

    private void Append(byte[] leaf, string segment, bool hasEntry)
    {
        _tree.Append(leaf);
        Add(0, leaf, segment, hasEntry);
        _next++;
        if (_next == heldSize) HeldRoot = _tree.Root();
        if (_next % TilePath.FullWidth == 0 || _next == size) CompareEntries();
        if (_next != size) return;
        Root = _tree.Root();
        for (var level = 0; level < _levels.Count; level++)
        {
            if (_levels[level].Hashes.Count > 0) CompareTile(level);
        }
    }

    private void Add(int level, ReadOnlySpan<byte> hash, string segment, bool hasEntry)
    {
        if (level == _levels.Count) _levels.Add(new Level());
        var state = _levels[level];
        state.Hashes.AddRange(hash);
        state.Segments.Add(hasEntry ? segment : null);
        if (state.Hashes.Count < TilePath.FullWidth * MerkleTree.HashSize) return;
        CompareTile(level);
        var root = RootOf(state.Hashes);
        state.Hashes.Clear();
        state.Segments.Clear();
        state.Tile++;
        Add(level + 1, root, segment, hasEntry: false);
    }

    private void CompareTile(int level)
    {
        var state = _levels[level];
        var width = state.Hashes.Count / MerkleTree.HashSize;
        var file = TilePath.OfTile(level, state.Tile, _store.HasTile(level, state.Tile, TilePath.FullWidth) ? TilePath.FullWidth : width);
        byte[] stored;
        try
        {
            stored = _store.ReadTile(level, state.Tile, width);
        }
        catch (InvalidDataException exception)
        {
            findings.Invalid("tile-missing", file, FirstIndexOf(level, state.Tile, 0), exception.Message);
            return;
        }

        for (var position = 0; position < width; position++)
        {
            var hash = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(state.Hashes).Slice(position * MerkleTree.HashSize, MerkleTree.HashSize);
            if (hash.SequenceEqual(stored.AsSpan(position * MerkleTree.HashSize, MerkleTree.HashSize))) continue;
            _differences.Add(new Difference(file, FirstIndexOf(level, state.Tile, position), state.Segments[position]));
            if (level > 0) return;
        }
    }

    private void CompareEntries()
    {
        var bundle = (_next - 1) / TilePath.FullWidth;
        var path = TilePath.OfEntries(bundle, _entries.Count);
        try
        {
            var stored = _store.ReadEntries(bundle, _entries.Count);
            for (var position = 0; position < _entries.Count; position++)
            {
                if (_entries[position].IsEmpty || _entries[position].Span.SequenceEqual(stored[position].Span)) continue;
                var index = (bundle * TilePath.FullWidth) + position;
                findings.Invalid("bundle-differs", path, index, $"`{path}` holds another record {index} than the segments; run `fsck` to write the tiles again if the records are right");
            }
        }
        catch (InvalidDataException exception)
        {
            findings.Invalid("bundle-missing", path, bundle * TilePath.FullWidth, exception.Message);
        }

        _entries.Clear();
    }

    private static long FirstIndexOf(int level, long tile, int position) => ((tile * TilePath.FullWidth) + position) << (TilePath.Height * level);

    private static byte[] RootOf(List<byte> hashes)
    {
        var tree = new MerkleFrontier();
        var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(hashes);
        for (var offset = 0; offset < bytes.Length; offset += MerkleTree.HashSize) tree.Append(bytes.Slice(offset, MerkleTree.HashSize));
        return tree.Root();
    }

    private sealed class Level
    {
        public long Tile { get; set; }

        public List<byte> Hashes { get; } = [];

        /// <summary>Segment of each hash of level 0; null above, and for a hash that was taken from the tile itself.</summary>
        public List<string?> Segments { get; } = [];
    }

    private sealed record Difference(string File, long Index, string? Segment);
}
