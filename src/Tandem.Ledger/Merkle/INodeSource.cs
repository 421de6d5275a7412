namespace Tandem.Ledger.Merkle;

/// <summary>Gives the hashes of complete subtrees, from which every proof is made.</summary>
public interface INodeSource
{
    /// <summary>Returns the hash of the complete subtree over leaves index * 2^level to (index + 1) * 2^level - 1.</summary>
    /// <param name="level">Height above the leaves, 0 to 62; 0 asks for a leaf hash.</param>
    /// <param name="index">Zero-based position among the subtrees of that height.</param>
    /// <returns>32 bytes; not to be changed by the caller.</returns>
    /// <exception cref="InvalidDataException">The source has no such node, or what it has is damaged.</exception>
    byte[] Node(int level, long index);
}
