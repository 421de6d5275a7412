using FsCheck;
using FsCheck.Fluent;
using Tandem.Ledger.Merkle;

namespace Tandem.Ledger.Tests.Merkle;

public sealed class MerkleProofTests
{
    private const int Largest = 600;
    private static readonly MemoryNodes Nodes = MemoryNodes.Of(Largest);

    [Fact]
    public void Inclusion_EveryLeafOfEverySmallTree_Verifies()
    {
        for (var size = 1; size <= 70; size++)
        {
            var root = MerkleProofs.Root(size, Nodes);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleProofs.Inclusion(index, size, Nodes);
                Assert.True(MerkleProofs.VerifyInclusion(Nodes.Node(0, index), index, size, proof, root), $"{index} of {size}");
                Assert.False(MerkleProofs.VerifyInclusion(Nodes.Node(0, index), index, size, [.. proof, new byte[32]], root));
                Assert.False(MerkleProofs.VerifyInclusion(Nodes.Node(0, index), size, size, proof, root));
            }
        }
    }

    [Fact]
    public void Consistency_EveryPairOfSmallTrees_Verifies()
    {
        for (var newSize = 1; newSize <= 70; newSize++)
        {
            var newRoot = MerkleProofs.Root(newSize, Nodes);
            for (var oldSize = 1; oldSize <= newSize; oldSize++)
            {
                var proof = MerkleProofs.Consistency(oldSize, newSize, Nodes);
                Assert.True(MerkleProofs.VerifyConsistency(oldSize, newSize, proof, MerkleProofs.Root(oldSize, Nodes), newRoot), $"{oldSize} to {newSize}");
            }
        }
    }

    [Fact]
    public void Inclusion_RandomTreeAndChange_OnlyTheUnchangedProofVerifies() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Probe().ToArbitrary(),
        probe =>
        {
            var (size, index, which, bit) = probe;
            var root = MerkleProofs.Root(size, Nodes);
            var proof = MerkleProofs.Inclusion(index, size, Nodes);
            var leaf = Nodes.Node(0, index);
            var changed = proof.Select(hash => (byte[])hash.Clone()).ToArray();
            if (changed.Length > 0)
                changed[which % changed.Length][bit / 8] ^= (byte)(1 << (bit % 8));
            return MerkleProofs.VerifyInclusion(leaf, index, size, proof, root)
                && (changed.Length == 0 || !MerkleProofs.VerifyInclusion(leaf, index, size, changed, root))
                && (size == 1 || !MerkleProofs.VerifyInclusion(leaf, (index + 1) % size, size, proof, root))
                && (changed.Length == 0 || !MerkleProofs.VerifyInclusion(leaf, index, size, proof[1..], root));
        }));

    [Fact]
    public void Consistency_RandomTreesAndChange_OnlyTheUnchangedProofVerifies() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Probe().ToArbitrary(),
        probe =>
        {
            var (newSize, index, which, bit) = probe;
            var oldSize = index + 1;
            var oldRoot = MerkleProofs.Root(oldSize, Nodes);
            var newRoot = MerkleProofs.Root(newSize, Nodes);
            var proof = MerkleProofs.Consistency(oldSize, newSize, Nodes);
            var changed = proof.Select(hash => (byte[])hash.Clone()).ToArray();
            if (changed.Length > 0)
                changed[which % changed.Length][bit / 8] ^= (byte)(1 << (bit % 8));
            return MerkleProofs.VerifyConsistency(oldSize, newSize, proof, oldRoot, newRoot)
                && (changed.Length == 0 || !MerkleProofs.VerifyConsistency(oldSize, newSize, changed, oldRoot, newRoot))
                && !MerkleProofs.VerifyConsistency(oldSize, newSize, [.. proof, new byte[32]], oldRoot, newRoot)
                && (oldSize == newSize || !MerkleProofs.VerifyConsistency(oldSize, newSize, proof, newRoot, oldRoot));
        }));

    [Theory]
    [InlineData(5, 5)]
    [InlineData(-1, 5)]
    [InlineData(0, 0)]
    public void Inclusion_IndexNotBelowSize_Throws(long index, long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleProofs.Inclusion(index, size, Nodes));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 5)]
    public void Consistency_OldSizeOutOfRange_ThrowsAndNeverVerifies(long oldSize, long newSize)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleProofs.Consistency(oldSize, newSize, Nodes));
        Assert.False(MerkleProofs.VerifyConsistency(oldSize, newSize, [], MerkleTree.EmptyRoot, MerkleProofs.Root(newSize, Nodes)));
    }

    [Fact]
    public void VerifyInclusion_HashesOfOtherLengths_IsFalse()
    {
        var proof = MerkleProofs.Inclusion(2, 8, Nodes);
        var root = MerkleProofs.Root(8, Nodes);

        Assert.False(MerkleProofs.VerifyInclusion(Nodes.Node(0, 2).AsSpan(0, 31), 2, 8, proof, root));
        Assert.False(MerkleProofs.VerifyInclusion(Nodes.Node(0, 2), 2, 8, [proof[0], proof[1], proof[2][..31]], root));
        Assert.False(MerkleProofs.VerifyInclusion(Nodes.Node(0, 2), 2, 8, proof, root.AsSpan(0, 31)));
        Assert.False(MerkleProofs.VerifyInclusion(Nodes.Node(0, 2), 2, 8, [.. Enumerable.Repeat(root, MerkleProofs.MaxLength + 1)], root));
    }

    private static Gen<(int Size, int Index, int Which, int Bit)> Probe() =>
        from size in Gen.Choose(1, Largest)
        from index in Gen.Choose(0, size - 1)
        from which in Gen.Choose(0, 63)
        from bit in Gen.Choose(0, 255)
        select (size, index, which, bit);
}
