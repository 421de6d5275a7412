using Tandem.Ledger.Merkle;

namespace Tandem.Ledger.Tiles;

/// <summary>Computes a tree's nodes from its tiles: those between two tile levels are not stored but hashed from the tile below.</summary>
internal sealed class TileNodeSource : INodeSource
{
    private readonly TileStore _store;
    private readonly long _size;
    private readonly Dictionary<(int Level, long Index), byte[]> _tiles = [];

    public TileNodeSource(TileStore store, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        _store = store;
        _size = size;
    }

    public byte[] Node(int level, long index)
    {
        if (level is < 0 or > 62 || index < 0 || index >= _size >> level)
            throw new InvalidDataException($"a tree of {_size} leaves has no complete node {index} at level {level}");
        var tileLevel = level / TilePath.Height;
        var heightInTile = level % TilePath.Height;
        var hashesBelow = 1 << heightInTile;
        var first = index << heightInTile; // position among the hashes of the tile level
        var offset = (int)(first % TilePath.FullWidth);
        var tile = Tile(tileLevel, first / TilePath.FullWidth);
        return Join(tile.AsSpan(offset * MerkleTree.HashSize, hashesBelow * MerkleTree.HashSize));
    }

    private byte[] Tile(int level, long index)
    {
        if (_tiles.TryGetValue((level, index), out var tile))
            return tile;
        var hashesAtLevel = _size >> (TilePath.Height * level);
        var width = (int)Math.Min(TilePath.FullWidth, hashesAtLevel - (index * TilePath.FullWidth));
        tile = _store.ReadTile(level, index, width);
        _tiles.Add((level, index), tile);
        return tile;
    }

    private static byte[] Join(ReadOnlySpan<byte> hashes)
    {
        if (hashes.Length == MerkleTree.HashSize)
            return hashes.ToArray();
        var half = hashes.Length / 2;
        return MerkleTree.HashNode(Join(hashes[..half]), Join(hashes[half..]));
    }
}
