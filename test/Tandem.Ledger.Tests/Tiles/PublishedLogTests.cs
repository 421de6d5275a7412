using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;
using Tandem.Ledger.Tiles;

namespace Tandem.Ledger.Tests.Tiles;

public sealed class PublishedLogTests
{
    private static readonly VerifierKey TesseraKey = VerifierKey.Parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    [Fact]
    public void Tessera_EveryCheckpoint_IsSignedAndFollowsFromTilesAndEntries()
    {
        var store = new TileStore(TestVectors.PathOf("tlog-tiles", "tessera-testdata-log"));
        for (var size = 0; size <= 15; size++)
        {
            var signed = TesseraCheckpoint(size);
            Assert.True(signed.Verify(TesseraKey));
            Assert.Equal(size, signed.Checkpoint.Size);
            Assert.Equal(signed.Checkpoint.RootHash, MerkleProofs.Root(size, store.Nodes(size)));
            if (size == 0)
                continue;
            var leaves = store.ReadEntries(0, size).Select(entry => MerkleTree.HashLeaf(entry.Span));
            Assert.Equal(store.ReadTile(0, 0, size), leaves.SelectMany(hash => hash));
        }
    }

    [Fact]
    public void Tessera_EveryPairOfCheckpoints_IsConsistent()
    {
        var store = new TileStore(TestVectors.PathOf("tlog-tiles", "tessera-testdata-log"));
        for (var newSize = 1; newSize <= 15; newSize++)
        {
            var newRoot = TesseraCheckpoint(newSize).Checkpoint.RootHash;
            for (var oldSize = 1; oldSize <= newSize; oldSize++)
            {
                var proof = MerkleProofs.Consistency(oldSize, newSize, store.Nodes(newSize));
                Assert.True(MerkleProofs.VerifyConsistency(oldSize, newSize, proof, TesseraCheckpoint(oldSize).Checkpoint.RootHash, newRoot));
            }
        }
    }

    [Fact]
    public void Sunlight_TreeOf300_HasTheRootOfItsCheckpoint()
    {
        var store = new TileStore(TestVectors.PathOf("tlog-tiles", "sunlight-mirror-300"));
        var checkpoint = SignedCheckpoint.Parse(TestVectors.Bytes("tlog-tiles", "sunlight-mirror-300", "checkpoint")).Checkpoint;
        var nodes = store.Nodes(300);

        Assert.Equal(300, checkpoint.Size);
        Assert.Equal(checkpoint.RootHash, MerkleProofs.Root(300, nodes));
        for (var index = 0; index < 300; index++)
            Assert.True(MerkleProofs.VerifyInclusion(nodes.Node(0, index), index, 300, MerkleProofs.Inclusion(index, 300, nodes), checkpoint.RootHash));
    }

    // A witness signs time and text with a key of another type (C2SP tlog-cosignature); the strict parser must keep such lines whole.
    [Theory]
    [InlineData("checkpoint", "mirror.v0.json")]
    [InlineData("checkpoint.witness", "witness.v0.json")]
    public void Sunlight_Cosignature_IsKeptSoThatItVerifies(string checkpointFile, string keyFile)
    {
        var note = SignedNote.Parse(TestVectors.Bytes("tlog-tiles", "sunlight-mirror-300", checkpointFile));
        var key = TestVectors.Json("tlog-tiles", "sunlight-mirror-300", keyFile).GetProperty("verifier_keys")[0].GetString()!;
        var publicKey = Convert.FromBase64String(key.Split('+', 3)[2])[1..];

        var signature = note.Signatures.Single(s => key.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{s.Name}+{s.KeyId:x8}+"), StringComparison.Ordinal)).Signature;
        var time = BinaryPrimitives.ReadUInt64BigEndian(signature);
        var message = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n{Encoding.UTF8.GetString(note.Text.Span)}"));

        Assert.True(Ed25519.Verify(publicKey, message, signature.AsSpan(8)));
        Assert.False(VerifierKey.TryParse(key, out _));
    }

    [Fact]
    public void Sunlight_CheckpointOfAnotherTree_IsReadButItsRootIsNotOurs()
    {
        var checkpoint = SignedCheckpoint.Parse(TestVectors.Bytes("tlog-tiles", "sunlight-mirror-300", "checkpoint.witness"));
        var store = new TileStore(TestVectors.PathOf("tlog-tiles", "sunlight-mirror-300"));

        Assert.Equal(["rome2026h1.example.org", "witness.example.org"], checkpoint.Note.Signatures.Select(s => s.Name));
        Assert.NotEqual(checkpoint.Checkpoint.RootHash, MerkleProofs.Root(300, store.Nodes(300)));
    }

    private static SignedCheckpoint TesseraCheckpoint(int size) =>
        SignedCheckpoint.Parse(TestVectors.Bytes("tlog-tiles", "tessera-testdata-log", string.Create(CultureInfo.InvariantCulture, $"checkpoint.{size}")));
}
