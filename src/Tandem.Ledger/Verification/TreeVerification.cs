using System.Runtime.InteropServices;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Tiles;

namespace Tandem.Ledger.Verification;

/// <summary>Builds the tree of the records again and compares every stored tile and entry bundle with it: those that the checkpoint needs, the partial
/// ones of earlier checkpoints, and those that a crash left beyond the checkpoint.</summary>
/// <remarks>A hash in a tile that differs from the record's is laid at the door of the one that does not lead to the signed root, so the finding waits for
/// the root. Make it after the checkpoint was read and before the segments are: what is listed then has its records in the segments.</remarks>
internal sealed class TreeVerification(string log, long size, long heldSize, Findings findings)
{
    private const int Entries = StoredTiles.Entries;
    private readonly TileStore _store = new(log);
    private readonly StoredTiles _stored = StoredTiles.List(log);
    private readonly MerkleFrontier _tree = new();
    private readonly List<Level> _levels = [];
    private readonly List<ReadOnlyMemory<byte>> _entries = [];
    private readonly List<Difference> _differences = [];
    private readonly HashSet<(int Level, long Index)> _compared = [];
    private long _next;
    private bool _isEnded;

    /// <summary>Root over the first <c>size</c> records; null until they were all added, or when damage left a hole.</summary>
    public byte[]? Root { get; private set; }

    /// <summary>Root over the first <c>heldSize</c> records; null until they were all added.</summary>
    public byte[]? HeldRoot { get; private set; } = heldSize == 0 ? MerkleTree.EmptyRoot : null;

    public bool IsBroken { get; private set; }

    /// <summary>Adds a record.</summary>
    public void Add(byte[] leaf, ReadOnlyMemory<byte> entry, string segment)
    {
        if (IsBroken || _isEnded) return;
        _entries.Add(entry);
        Append(leaf, segment, hasEntry: true);
    }

    /// <summary>Adds a record that cannot be read: its hash is taken from the tile, which the signed root confirms or not.</summary>
    public void AddUnknown(string segment)
    {
        // Beyond the checkpoint nothing confirms it.
        if (_next >= size) End();
        if (IsBroken || _isEnded) return;
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

    /// <summary>Takes no record any more: how many follow cannot be told.</summary>
    public void End() => _isEnded = true;

    /// <summary>Compares the root, then reports what differed.</summary>
    public void Finish(byte[] signedRoot)
    {
        if (IsBroken || _next < size) return;
        Root = size == 0 ? MerkleTree.EmptyRoot : Root;
        for (var level = 0; level < _levels.Count; level++)
        {
            if (_levels[level].Hashes.Count > 0) CompareTile(level);
        }

        if (_entries.Count > 0) CompareEntries();
        if (!_isEnded) ReportAhead();
        ReportDifferences(Root.AsSpan().SequenceEqual(signedRoot));
    }

    private void ReportDifferences(bool isRootRight)
    {
        var reported = new HashSet<long>();
        foreach (var difference in _differences)
        {
            if (isRootRight)
            {
                findings.Invalid("tile-differs", difference.File, difference.Index,
                    $"`{difference.File}` differs from the records from record {difference.Index} on; run `fsck` to write the tiles again, the records are right");
            }
            else if (difference.Segment is not null && reported.Add(difference.Index))
            {
                findings.Invalid("record-differs", difference.Segment, difference.Index,
                    $"record {difference.Index} is not the one that the checkpoint covers; restore the segment from a mirror");
            }
        }

        if (!isRootRight)
            findings.Invalid("root-differs", LedgerFiles.Checkpoint, null, $"the records lead to another root than the checkpoint of {size} records signs; restore segments and checkpoint from a mirror");
    }

    /// <summary>Tiles are written after their records are durable: whatever names more than the segments hold tells of records that were there.</summary>
    private void ReportAhead()
    {
        foreach (var (level, index, width) in _stored.All)
        {
            if (_compared.Contains((level, index)) && width <= CountAt(level, index)) continue;
            var file = StoredTiles.PathOf(level, index, width);
            findings.Invalid("tile-ahead", file, _next, $"`{file}` was made of more records than the {_next} that the segments hold; the last ones were removed, restore the segments from a mirror");
        }
    }

    private int WidthAt(int level, long tile) => (int)Math.Min(TilePath.FullWidth, (size >> (TilePath.Height * level)) - (tile * TilePath.FullWidth));

    private long CountAt(int level, long tile) => (_next >> (level == Entries ? 0 : TilePath.Height * level)) - (tile * TilePath.FullWidth);

    private void Append(byte[] leaf, string segment, bool hasEntry)
    {
        _tree.Append(leaf);
        Add(0, leaf, segment, hasEntry);
        _next++;
        if (_next == heldSize) HeldRoot = _tree.Root();
        if (_next % TilePath.FullWidth == 0) CompareEntries();
        if (_next == size) ReachCheckpoint();
    }

    /// <summary>What the checkpoint needs at the right edge must be there, in its own width or full.</summary>
    private void ReachCheckpoint()
    {
        Root = _tree.Root();
        for (var level = 0; level < _levels.Count; level++)
        {
            var width = _levels[level].Hashes.Count / MerkleTree.HashSize;
            if (width > 0) Require(level, _levels[level].Tile, width);
        }

        if (_entries.Count > 0) Require(Entries, _next / TilePath.FullWidth, _entries.Count);
    }

    private void Require(int level, long tile, int width)
    {
        if (_stored.Has(level, tile, width) || _stored.Has(level, tile, TilePath.FullWidth)) return;
        ReportMissing(level, tile, width);
    }

    private void ReportMissing(int level, long tile, int width)
    {
        var file = StoredTiles.PathOf(level, tile, width);
        findings.Invalid(level == Entries ? "bundle-missing" : "tile-missing", file, FirstIndexOf(level, tile, 0), $"`{file}` is missing; run `fsck` to write the tiles again");
    }

    private void Add(int level, ReadOnlySpan<byte> hash, string segment, bool hasEntry)
    {
        if (level == _levels.Count) _levels.Add(new Level());
        var state = _levels[level];
        state.Hashes.AddRange(hash);
        state.Segments.Add(hasEntry ? segment : null);
        if (state.Hashes.Count < TilePath.FullWidth * MerkleTree.HashSize) return;
        if (_next < size) Require(level, state.Tile, TilePath.FullWidth);
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
        var right = CollectionsMarshal.AsSpan(state.Hashes);
        _compared.Add((level, state.Tile));
        foreach (var width in _stored.Widths(level, state.Tile))
        {
            if (width > right.Length / MerkleTree.HashSize || Read(level, state.Tile, width) is not { } stored) continue;
            var file = StoredTiles.PathOf(level, state.Tile, width);
            if (stored.Length != width * MerkleTree.HashSize)
            {
                findings.Invalid("tile-differs", file, FirstIndexOf(level, state.Tile, 0), $"`{file}` has {stored.Length} bytes instead of {width * MerkleTree.HashSize}; run `fsck` to write the tiles again");
                continue;
            }

            for (var position = 0; position < width; position++)
            {
                var place = position * MerkleTree.HashSize;
                if (right.Slice(place, MerkleTree.HashSize).SequenceEqual(stored.AsSpan(place, MerkleTree.HashSize))) continue;
                _differences.Add(new Difference(file, FirstIndexOf(level, state.Tile, position), state.Segments[position]));
                if (level > 0) break;
            }
        }
    }

    private void CompareEntries()
    {
        var bundle = (_next - 1) / TilePath.FullWidth;
        if (_next % TilePath.FullWidth == 0 && _next <= size) Require(Entries, bundle, TilePath.FullWidth);
        _compared.Add((Entries, bundle));
        foreach (var width in _stored.Widths(Entries, bundle))
        {
            if (width <= _entries.Count && Read(Entries, bundle, width) is { } stored) CompareEntries(bundle, width, stored);
        }

        _entries.Clear();
    }

    private void CompareEntries(long bundle, int width, byte[] content)
    {
        var file = StoredTiles.PathOf(Entries, bundle, width);
        try
        {
            var stored = EntryBundle.Decode(content);
            if (stored.Count != width) throw new InvalidDataException($"the bundle has {stored.Count} entries instead of {width}");
            for (var position = 0; position < width; position++)
            {
                if (_entries[position].IsEmpty || _entries[position].Span.SequenceEqual(stored[position].Span)) continue;
                var index = (bundle * TilePath.FullWidth) + position;
                findings.Invalid("bundle-differs", file, index, $"`{file}` holds another record {index} than the segments; run `fsck` to write the tiles again if the records are right");
            }
        }
        catch (InvalidDataException exception)
        {
            findings.Invalid("bundle-differs", file, bundle * TilePath.FullWidth, $"`{file}` is no bundle ({exception.Message}); run `fsck` to write the tiles again");
        }
    }

    /// <summary>Reads a listed file; null when it is gone, which is right only for a partial form whose full one is there.</summary>
    private byte[]? Read(int level, long tile, int width)
    {
        var content = _store.TryReadFile(level, tile, width);
        if (content is null && (width == TilePath.FullWidth || _store.TryReadFile(level, tile, TilePath.FullWidth) is null)) ReportMissing(level, tile, width);
        return content;
    }

    private static long FirstIndexOf(int level, long tile, int position) => ((tile * TilePath.FullWidth) + position) << (level == Entries ? 0 : TilePath.Height * level);

    private static byte[] RootOf(List<byte> hashes)
    {
        var tree = new MerkleFrontier();
        var bytes = CollectionsMarshal.AsSpan(hashes);
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
