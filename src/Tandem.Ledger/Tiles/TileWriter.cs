using System.Runtime.InteropServices;
using Tandem.Ledger.Merkle;

namespace Tandem.Ledger.Tiles;

/// <summary>Grows the tiles of a log: takes entries one by one, and at a flush makes durable every tile a checkpoint of the present size needs.</summary>
/// <remarks>
/// INVARIANT (tiles before checkpoint): a checkpoint of size n is signed only after a flush at size n has returned. Not
/// thread-safe. After an IOException the writer is of no more use: open a new one at the size of the last checkpoint.
/// </remarks>
public sealed class TileWriter
{
    private readonly TileStore _store;
    private readonly MerkleFrontier _frontier;
    private readonly List<Level> _levels = [];
    private readonly List<ReadOnlyMemory<byte>>? _entries;
    private readonly Dictionary<long, IReadOnlyCollection<ReadOnlyMemory<byte>>> _fullBundles = [];

    private TileWriter(TileStore store, MerkleFrontier frontier, bool withEntries)
    {
        _store = store;
        _frontier = frontier;
        _entries = withEntries ? [] : null;
    }

    /// <summary>Number of leaves appended, flushed or not.</summary>
    public long Size => _frontier.Size;

    /// <summary>Opens a writer at a stored tree.</summary>
    /// <param name="store">Where the tiles lie.</param>
    /// <param name="size">Leaves whose tiles are there, usually the size of the latest checkpoint; 0 for a new log.</param>
    /// <param name="withEntries">Whether entry bundles are written beside the hash tiles; the same at every opening of a log.</param>
    /// <returns>The writer; the caller compares <see cref="Root"/> with the checkpoint.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="InvalidDataException">A tile or bundle of the tree's right edge is missing or damaged.</exception>
    public static TileWriter Open(TileStore store, long size, bool withEntries)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var writer = new TileWriter(store, MerkleFrontier.Load(size, store.Nodes(size)), withEntries);
        for (var level = 0; size >> (TilePath.Height * level) > 0; level++)
        {
            var hashes = size >> (TilePath.Height * level);
            var partial = (int)(hashes % TilePath.FullWidth);
            var state = new Level(hashes / TilePath.FullWidth);
            if (partial > 0)
                state.Hashes.AddRange(store.ReadTile(level, state.Index, partial));
            writer._levels.Add(state);
        }
        var entries = (int)(size % TilePath.FullWidth);
        if (withEntries && entries > 0)
            writer._entries!.AddRange(store.ReadEntries(size / TilePath.FullWidth, entries));
        return writer;
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="entry">The entry's bytes, at most 65,535; kept until the bundle is full, so not to be changed.</param>
    /// <returns>The entry's leaf hash, 32 bytes.</returns>
    /// <exception cref="ArgumentException">The entry is too large.</exception>
    public byte[] Append(ReadOnlyMemory<byte> entry)
    {
        if (entry.Length > EntryBundle.MaxEntrySize)
            throw new ArgumentException("an entry has at most 65,535 bytes", nameof(entry));
        var hash = MerkleTree.HashLeaf(entry.Span);
        if (_entries is not null)
        {
            _entries.Add(entry);
            if (_entries.Count == TilePath.FullWidth)
            {
                _fullBundles.Add(Size / TilePath.FullWidth, _entries.ToArray());
                _entries.Clear();
            }
        }
        _frontier.Append(hash);
        Add(0, hash);
        return hash;
    }

    /// <summary>Adds a leaf of which only the hash is at hand, to rebuild hash tiles.</summary>
    /// <param name="leafHash32">The leaf hash, 32 bytes.</param>
    /// <exception cref="InvalidOperationException">The writer also writes entry bundles.</exception>
    /// <exception cref="ArgumentException">The hash has not 32 bytes.</exception>
    public void AppendLeafHash(ReadOnlySpan<byte> leafHash32)
    {
        if (_entries is not null)
            throw new InvalidOperationException("a log with entry bundles takes entries, not hashes");
        _frontier.Append(leafHash32);
        Add(0, leafHash32);
    }

    /// <summary>Computes the root over all leaves appended.</summary>
    /// <returns>The root, 32 bytes.</returns>
    public byte[] Root() => _frontier.Root();

    /// <summary>Makes durable all tiles and bundles of the present size, the partial ones at the right edge included.</summary>
    /// <remarks>Partial forms of tiles that became full are deleted only after the full ones are durable.</remarks>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Flush()
    {
        // Entries before hashes: whoever sees a hash in a tile finds its entry.
        FlushEntries();
        for (var level = 0; level < _levels.Count; level++)
        {
            var state = _levels[level];
            foreach (var (index, hashes) in state.FullTiles)
            {
                _store.WriteTile(level, index, hashes);
                _store.DeletePartialTiles(level, index);
            }
            state.FullTiles.Clear();
            if (state.Hashes.Count > 0)
                _store.WriteTile(level, state.Index, CollectionsMarshal.AsSpan(state.Hashes));
        }
    }

    private void FlushEntries()
    {
        if (_entries is null)
            return;
        foreach (var (index, entries) in _fullBundles)
        {
            _store.WriteEntries(index, entries);
            _store.DeletePartialEntries(index);
        }
        _fullBundles.Clear();
        if (_entries.Count > 0)
            _store.WriteEntries(Size / TilePath.FullWidth, _entries);
    }

    private void Add(int level, ReadOnlySpan<byte> hash)
    {
        if (level == _levels.Count)
            _levels.Add(new Level(0));
        var state = _levels[level];
        state.Hashes.AddRange(hash);
        if (state.Hashes.Count < TilePath.FullWidth * MerkleTree.HashSize)
            return;
        var tile = state.Hashes.ToArray();
        state.FullTiles.Add((state.Index, tile));
        state.Hashes.Clear();
        state.Index++;
        Add(level + 1, RootOfTile(tile));
    }

    private static byte[] RootOfTile(byte[] tile)
    {
        var frontier = new MerkleFrontier();
        for (var offset = 0; offset < tile.Length; offset += MerkleTree.HashSize)
            frontier.Append(tile.AsSpan(offset, MerkleTree.HashSize));
        return frontier.Root();
    }

    private sealed class Level(long index)
    {
        /// <summary>Index of the tile that is growing.</summary>
        public long Index { get; set; } = index;

        /// <summary>Its hashes so far, joined; less than 256.</summary>
        public List<byte> Hashes { get; } = new(TilePath.FullWidth * MerkleTree.HashSize);

        /// <summary>Tiles that became full since the last flush.</summary>
        public List<(long Index, byte[] Hashes)> FullTiles { get; } = [];
    }
}
