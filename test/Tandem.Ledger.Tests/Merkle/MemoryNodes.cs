using Tandem.Ledger.Merkle;

namespace Tandem.Ledger.Tests.Merkle;

/// <summary>All leaf hashes in memory; every node is hashed from them by the definition of RFC 6962, with no cleverness to share with the code under test.</summary>
internal sealed class MemoryNodes(IReadOnlyList<byte[]> leafHashes) : INodeSource
{
    public byte[] Node(int level, long index)
    {
        if (((index + 1) << level) > leafHashes.Count)
            throw new InvalidDataException("no such node");
        return level == 0 ? leafHashes[(int)index] : MerkleTree.HashNode(Node(level - 1, 2 * index), Node(level - 1, (2 * index) + 1));
    }

    public static MemoryNodes Of(int count) => new([.. Enumerable.Range(0, count).Select(i => MerkleTree.HashLeaf(Leaf(i)))]);

    public static byte[] Leaf(int index) => System.Text.Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"leaf {index}"));
}
