using System.Numerics;
using System.Security.Cryptography;

namespace Tandem.Ledger.Merkle;

/// <summary>Builds and verifies inclusion and consistency proofs (RFC 6962 sections 2.1.1 and 2.1.2, RFC 9162 sections 2.1.3 and 2.1.4).</summary>
/// <remarks>Thread-safe as far as the node source is.</remarks>
public static class MerkleProofs
{
    /// <summary>Most hashes a proof can have: an inclusion proof has one a level, a consistency proof one more.</summary>
    public const int MaxLength = 64;

    /// <summary>Builds the proof that a leaf is in a tree.</summary>
    /// <param name="index">Zero-based leaf index; below <paramref name="size"/>.</param>
    /// <param name="size">Tree size in leaves, 1 or more.</param>
    /// <param name="nodes">Source of the tree's nodes.</param>
    /// <returns>Sibling hashes from leaf to root, 32 bytes each; empty for a tree of one leaf.</returns>
    /// <exception cref="ArgumentOutOfRangeException">index is negative or not below size.</exception>
    /// <exception cref="InvalidDataException">The source lacks a node.</exception>
    public static byte[][] Inclusion(long index, long size, INodeSource nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        ArgumentNullException.ThrowIfNull(nodes);
        var proof = new List<byte[]>();
        Path(index, 0, size, nodes, proof);
        return [.. proof];
    }

    /// <summary>Tells whether a proof shows that a leaf is in a tree.</summary>
    /// <param name="leafHash">The leaf's hash, 32 bytes.</param>
    /// <param name="index">Zero-based leaf index.</param>
    /// <param name="size">Tree size in leaves.</param>
    /// <param name="proof">Sibling hashes from leaf to root.</param>
    /// <param name="root">Root of the tree, 32 bytes, from a checkpoint whose signature was verified.</param>
    /// <returns>true only if the proof has the right length and leads from the leaf to the root.</returns>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root) =>
        TryRootFromInclusion(leafHash, index, size, proof, out var computed) && CryptographicOperations.FixedTimeEquals(computed, root);

    /// <summary>Computes the root that an inclusion proof leads to, to be compared with a checkpoint's.</summary>
    /// <param name="leafHash">The leaf's hash, 32 bytes.</param>
    /// <param name="index">Zero-based leaf index.</param>
    /// <param name="size">Tree size in leaves.</param>
    /// <param name="proof">Sibling hashes from leaf to root.</param>
    /// <param name="root">The computed root, 32 bytes; empty if the answer is false.</param>
    /// <returns>false if index, size or lengths make no proof.</returns>
    public static bool TryRootFromInclusion(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, out byte[] root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        root = [];
        if (index < 0 || index >= size || leafHash.Length != MerkleTree.HashSize || !AreHashes(proof))
            return false;
        var node = leafHash.ToArray();
        var (leaf, last) = (index, size - 1);
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if ((leaf & 1) != 0 || leaf == last)
            {
                node = MerkleTree.HashNode(sibling, node);

                // A node without a right sibling moves up unchanged until it has a left one.
                while ((leaf & 1) == 0 && leaf != 0)
                {
                    leaf >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                node = MerkleTree.HashNode(node, sibling);
            }
            leaf >>= 1;
            last >>= 1;
        }
        if (last != 0)
            return false;
        root = node;
        return true;
    }

    /// <summary>Builds the proof that a smaller tree is a prefix of a larger one.</summary>
    /// <param name="oldSize">Size of the smaller tree, 1 or more.</param>
    /// <param name="newSize">Size of the larger tree, at least <paramref name="oldSize"/>.</param>
    /// <param name="nodes">Source of the larger tree's nodes.</param>
    /// <returns>Hashes of 32 bytes; empty if the sizes are equal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The old size is below 1 or above the new one.</exception>
    /// <exception cref="InvalidDataException">The source lacks a node.</exception>
    public static byte[][] Consistency(long oldSize, long newSize, INodeSource nodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(oldSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        ArgumentNullException.ThrowIfNull(nodes);
        var proof = new List<byte[]>();
        Subproof(oldSize, 0, newSize, oldTreeIsComplete: true, nodes, proof);
        return [.. proof];
    }

    /// <summary>Tells whether a proof shows that a smaller tree is a prefix of a larger one.</summary>
    /// <param name="oldSize">Size of the smaller tree, 1 or more: every tree continues the empty one, so a proof from 0 says nothing and is refused.</param>
    /// <param name="newSize">Size of the larger tree.</param>
    /// <param name="proof">The proof's hashes.</param>
    /// <param name="oldRoot">Root of the smaller tree, 32 bytes.</param>
    /// <param name="newRoot">Root of the larger tree, 32 bytes.</param>
    /// <returns>true only if the proof has the right length and leads to both roots.</returns>
    public static bool VerifyConsistency(long oldSize, long newSize, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (oldSize < 1 || oldSize > newSize || !AreHashes(proof) || oldRoot.Length != MerkleTree.HashSize || newRoot.Length != MerkleTree.HashSize)
            return false;
        if (oldSize == newSize)
            return proof.Count == 0 && CryptographicOperations.FixedTimeEquals(oldRoot, newRoot);

        // RFC 9162 section 2.1.4.2. If the old tree is one complete subtree, its root is the first node of the path.
        var isPowerOfTwo = BitOperations.IsPow2(oldSize);
        var position = isPowerOfTwo ? 0 : 1;
        if (!isPowerOfTwo && proof.Count == 0)
            return false;
        var (node, last) = (oldSize - 1, newSize - 1);
        var shift = BitOperations.TrailingZeroCount(~node);
        node >>= shift;
        last >>= shift;
        var oldNode = isPowerOfTwo ? oldRoot.ToArray() : proof[0];
        var newNode = oldNode;
        for (; position < proof.Count; position++)
        {
            if (last == 0)
                return false;
            var sibling = proof[position];
            if ((node & 1) != 0 || node == last)
            {
                oldNode = MerkleTree.HashNode(sibling, oldNode);
                newNode = MerkleTree.HashNode(sibling, newNode);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                newNode = MerkleTree.HashNode(newNode, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && CryptographicOperations.FixedTimeEquals(oldNode, oldRoot) && CryptographicOperations.FixedTimeEquals(newNode, newRoot);
    }

    /// <summary>Computes the root of a tree from its stored nodes.</summary>
    /// <param name="size">Tree size in leaves, 0 or more.</param>
    /// <param name="nodes">Source of the tree's nodes.</param>
    /// <returns>The root, 32 bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="InvalidDataException">The source lacks a node.</exception>
    public static byte[] Root(long size, INodeSource nodes) => MerkleFrontier.Load(size, nodes).Root();

    private static bool AreHashes(IReadOnlyList<byte[]> proof)
    {
        if (proof.Count > MaxLength)
            return false;
        foreach (var hash in proof)
        {
            if (hash is null || hash.Length != MerkleTree.HashSize)
                return false;
        }
        return true;
    }

    // PATH(m, D[n]) of RFC 6962 section 2.1.1 over the leaves from start.
    private static void Path(long index, long start, long count, INodeSource nodes, List<byte[]> proof)
    {
        if (count == 1)
            return;
        var left = LargestPowerOfTwoBelow(count);
        if (index < left)
        {
            Path(index, start, left, nodes, proof);
            proof.Add(Subtree(start + left, count - left, nodes));
        }
        else
        {
            Path(index - left, start + left, count - left, nodes, proof);
            proof.Add(Subtree(start, left, nodes));
        }
    }

    // SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2 over the leaves from start.
    private static void Subproof(long oldCount, long start, long count, bool oldTreeIsComplete, INodeSource nodes, List<byte[]> proof)
    {
        if (oldCount == count)
        {
            if (!oldTreeIsComplete)
                proof.Add(Subtree(start, count, nodes));
            return;
        }
        var left = LargestPowerOfTwoBelow(count);
        if (oldCount <= left)
        {
            Subproof(oldCount, start, left, oldTreeIsComplete, nodes, proof);
            proof.Add(Subtree(start + left, count - left, nodes));
        }
        else
        {
            Subproof(oldCount - left, start + left, count - left, oldTreeIsComplete: false, nodes, proof);
            proof.Add(Subtree(start, left, nodes));
        }
    }

    // MTH over the leaves from start; start is a multiple of the largest power of two in count, so each part is a stored node.
    private static byte[] Subtree(long start, long count, INodeSource nodes)
    {
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return nodes.Node(level, start >> level);
        }
        var left = LargestPowerOfTwoBelow(count);
        return MerkleTree.HashNode(Subtree(start, left, nodes), Subtree(start + left, count - left, nodes));
    }

    private static long LargestPowerOfTwoBelow(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
