using System.Security.Cryptography;

namespace Tandem.Ledger.Merkle;

/// <summary>The hashes of a Merkle tree (RFC 6962 section 2.1, SHA-256).</summary>
public static class MerkleTree
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int StackLimit = 1024;

    /// <summary>A fresh copy of the root of a tree without leaves, the SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>Hashes an entry: SHA-256(0x00, entry).</summary>
    /// <param name="entry">The entry's bytes; may be empty.</param>
    /// <returns>The leaf hash, 32 bytes.</returns>
    public static byte[] HashLeaf(ReadOnlySpan<byte> entry)
    {
        var hash = new byte[HashSize];
        HashLeaf(entry, hash);
        return hash;
    }

    /// <summary>Hashes an entry into a buffer of the caller.</summary>
    /// <param name="entry">The entry's bytes; may be empty.</param>
    /// <param name="hash32">Receives the leaf hash, 32 bytes.</param>
    public static void HashLeaf(ReadOnlySpan<byte> entry, Span<byte> hash32)
    {
        // One call over one buffer is faster than an incremental hash, and entries are small.
        var rented = entry.Length < StackLimit ? null : System.Buffers.ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        Span<byte> input = rented ?? stackalloc byte[StackLimit];
        input = input[..(entry.Length + 1)];
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        SHA256.HashData(input, hash32);
        if (rented is not null)
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Hashes two subtrees: SHA-256(0x01, left, right).</summary>
    /// <param name="left">Hash of the left subtree, 32 bytes.</param>
    /// <param name="right">Hash of the right subtree, 32 bytes.</param>
    /// <returns>The node's hash, 32 bytes.</returns>
    /// <exception cref="ArgumentException">A hash has not 32 bytes.</exception>
    public static byte[] HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != HashSize || right.Length != HashSize)
            throw new ArgumentException("a node has two hashes of 32 bytes", left.Length != HashSize ? nameof(left) : nameof(right));
        Span<byte> input = stackalloc byte[1 + (2 * HashSize)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashSize)..]);
        return SHA256.HashData(input);
    }
}
