using Tandem.Ledger.Merkle;

namespace Tandem.Ledger.Tests.Merkle;

public sealed class MerkleFrontierTests
{
    private static readonly MemoryNodes Nodes = MemoryNodes.Of(300);

    [Fact]
    public void Load_EverySize_GoesOnAsIfItHadNeverStopped()
    {
        var grown = new MerkleFrontier();
        for (var size = 0; size < 299; size++)
        {
            var loaded = MerkleFrontier.Load(size, Nodes);
            Assert.Equal(grown.Root(), loaded.Root());
            Assert.Equal(System.Numerics.BitOperations.PopCount((uint)size), loaded.Nodes.Count);
            grown.Append(Nodes.Node(0, size));
            loaded.Append(Nodes.Node(0, size));
            Assert.Equal(grown.Root(), loaded.Root());
            Assert.Equal(size + 1, loaded.Size);
        }
    }

    [Fact]
    public void Copy_Appended_LeavesTheOriginalAsItWas()
    {
        var frontier = MerkleFrontier.Load(7, Nodes);
        var root = frontier.Root();
        var copy = frontier.Copy();

        copy.Append(Nodes.Node(0, 7));

        Assert.Equal(root, frontier.Root());
        Assert.Equal(7, frontier.Size);
        Assert.Equal(MerkleProofs.Root(8, Nodes), copy.Root());
    }

    [Fact]
    public void Root_ChangedByTheCaller_DoesNotReachTheTree()
    {
        var frontier = MerkleFrontier.Load(1, Nodes);
        frontier.Root()[0] ^= 1;

        Assert.Equal(Nodes.Node(0, 0), frontier.Root());
    }

    [Fact]
    public void Append_HashOfAnotherLength_Throws() => Assert.Throws<ArgumentException>(() => new MerkleFrontier().Append(new byte[31]));

    [Fact]
    public void HashNode_HashOfAnotherLength_Throws()
    {
        Assert.Throws<ArgumentException>(() => MerkleTree.HashNode(new byte[31], new byte[32]));
        Assert.Throws<ArgumentException>(() => MerkleTree.HashNode(new byte[32], new byte[33]));
    }

    [Fact]
    public void HashLeaf_AnyLength_IsSha256OfPrefixAndEntry()
    {
        foreach (var length in (int[])[0, 1, 1022, 1023, 1024, 1025, 65535])
        {
            var entry = new byte[length];
            entry.AsSpan().Fill(7);
            Assert.Equal(System.Security.Cryptography.SHA256.HashData([0, .. entry]), MerkleTree.HashLeaf(entry));
        }
    }
}
