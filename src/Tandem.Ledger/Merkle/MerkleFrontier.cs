using System.Numerics;

namespace Tandem.Ledger.Merkle;

/// <summary>The right edge of a growing tree: enough to add leaves and to tell the root, and no more.</summary>
/// <remarks>
/// Holds one hash for each bit set in the size, the roots of the complete subtrees from left to right (a compact range from
/// 0). At most 63 hashes. Not thread-safe.
/// </remarks>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> _nodes;

    /// <summary>The edge of an empty tree.</summary>
    public MerkleFrontier() => _nodes = [];

    private MerkleFrontier(long size, List<byte[]> nodes)
    {
        Size = size;
        _nodes = nodes;
    }

    /// <summary>Number of leaves, 0 or more.</summary>
    public long Size { get; private set; }

    /// <summary>The complete subtrees' hashes, largest subtree first; not to be changed.</summary>
    public IReadOnlyList<byte[]> Nodes => _nodes;

    /// <summary>Loads the edge of a stored tree.</summary>
    /// <param name="size">Number of leaves, 0 or more.</param>
    /// <param name="nodes">Source of the tree's nodes; one node is read for each bit set in the size.</param>
    /// <returns>The edge; the caller compares its <see cref="Root"/> with a signed checkpoint before trusting it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="InvalidDataException">The source lacks a node.</exception>
    public static MerkleFrontier Load(long size, INodeSource nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(nodes);
        var edge = new List<byte[]>(BitOperations.PopCount((ulong)size));
        for (var level = 62; level >= 0; level--)
        {
            if ((size >> level & 1) != 0)
                edge.Add(nodes.Node(level, (size >> level) - 1));
        }
        return new MerkleFrontier(size, edge);
    }

    /// <summary>Adds a leaf.</summary>
    /// <param name="leafHash32">The leaf's hash, 32 bytes (see <see cref="MerkleTree.HashLeaf(ReadOnlySpan{byte})"/>).</param>
    /// <exception cref="ArgumentException">The hash has not 32 bytes.</exception>
    public void Append(ReadOnlySpan<byte> leafHash32)
    {
        if (leafHash32.Length != MerkleTree.HashSize)
            throw new ArgumentException("a leaf hash has 32 bytes", nameof(leafHash32));
        var node = leafHash32.ToArray();

        // Like a binary counter: each trailing one bit of the old size is a subtree that the new leaf completes.
        for (var rest = Size; (rest & 1) != 0; rest >>= 1)
        {
            node = MerkleTree.HashNode(_nodes[^1], node);
            _nodes.RemoveAt(_nodes.Count - 1);
        }
        _nodes.Add(node);
        Size = checked(Size + 1);
    }

    /// <summary>Computes the root over all leaves so far.</summary>
    /// <returns>A fresh array of 32 bytes; for an empty tree the SHA-256 of nothing.</returns>
    public byte[] Root()
    {
        if (_nodes.Count == 0)
            return MerkleTree.EmptyRoot;
        var root = _nodes[^1];
        for (var i = _nodes.Count - 2; i >= 0; i--)
            root = MerkleTree.HashNode(_nodes[i], root);
        return (byte[])root.Clone();
    }

    /// <summary>Makes an independent copy.</summary>
    /// <returns>An edge of the same tree that grows on its own.</returns>
    public MerkleFrontier Copy() => new(Size, [.. _nodes]);
}
