using System.Text;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Proofs;
using Tandem.Ledger.Signing;
using Tandem.Ledger.Tests.Merkle;

namespace Tandem.Ledger.Tests.Proofs;

public sealed class TlogProofTests
{
    [Fact]
    public void ToBytes_PublishedProofs_PrintThePublishedTextsAndParseBack()
    {
        var vectors = TestVectors.Json("tlog-proof", "parse.json").GetProperty("marshal").EnumerateArray().ToList();
        Assert.Equal(3, vectors.Count);
        foreach (var vector in vectors)
        {
            ReadOnlyMemory<byte>? extra = vector.TryGetProperty("extra", out var value) ? (ReadOnlyMemory<byte>?)value.GetBytesFromBase64() : null;
            var proof = new TlogProof(
                vector.GetProperty("index").GetInt64(),
                [.. vector.GetProperty("hashes").EnumerateArray().Select(h => h.GetBytesFromBase64())],
                Encoding.UTF8.GetBytes(vector.Text("checkpoint")),
                extra);

            var parsed = TlogProof.Parse(Encoding.UTF8.GetBytes(vector.Text("text")));

            Assert.Equal(vector.Text("text"), Encoding.UTF8.GetString(proof.ToBytes()));
            Assert.Equal(vector.Text("text"), Encoding.UTF8.GetString(parsed.ToBytes()));
            Assert.Equal(proof.Index, parsed.Index);
            Assert.Equal(proof.Hashes, parsed.Hashes);
            Assert.Equal(extra is null, parsed.Extra is null);
        }
    }

    public static TheoryData<string> Refused()
    {
        var data = new TheoryData<string>();
        foreach (var vector in TestVectors.Json("tlog-proof", "parse.json").GetProperty("reject").EnumerateArray())
            data.Add(vector.Text("text"));
        return data;
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parse_PublishedBadText_Throws(string text) =>
        Assert.Throws<NoteFormatException>(() => TlogProof.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 00\n\ncheckpoint\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\ncheckpoint\n")]
    [InlineData("c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\ncheckpoint\r\n")]
    [InlineData("")]
    public void Parse_BrokenText_Throws(string text) => Assert.Throws<NoteFormatException>(() => TlogProof.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Parse_MoreHashesThanATreeHasLevels_Throws()
    {
        var hashes = string.Concat(Enumerable.Repeat(Convert.ToBase64String(new byte[32]) + "\n", 64));

        Assert.Throws<NoteFormatException>(() => TlogProof.Parse(Encoding.UTF8.GetBytes($"c2sp.org/tlog-proof@v1\nindex 0\n{hashes}\ncheckpoint\n")));
    }

    [Fact]
    public void Verify_ProofOfEachEntry_HoldsForThatEntryAndNoOther()
    {
        using var signer = new NoteSigner("log.example/a", Ed25519PrivateKey.Generate());
        using var stranger = new NoteSigner("log.example/a", Ed25519PrivateKey.Generate());
        var nodes = MemoryNodes.Of(20);
        var checkpoint = SignedCheckpoint.Sign(new Checkpoint("log.example/a", 20, MerkleProofs.Root(20, nodes)), signer);
        for (var index = 0; index < 20; index++)
        {
            var proof = TlogProof.Parse(TlogProof.Create(index, nodes, checkpoint).ToBytes());

            Assert.True(proof.Verify(MemoryNodes.Leaf(index), signer.VerifierKey));
            Assert.False(proof.Verify(MemoryNodes.Leaf(index + 1), signer.VerifierKey));
            Assert.False(proof.Verify(MemoryNodes.Leaf(index), stranger.VerifierKey));
            Assert.False((proof with { Index = index + 1 }).Verify(MemoryNodes.Leaf(index), signer.VerifierKey));
        }
    }

    [Fact]
    public void Verify_IndexNotBelowSizeOrUnreadableCheckpoint_IsFalse()
    {
        using var signer = new NoteSigner("log.example/a", Ed25519PrivateKey.Generate());
        var nodes = MemoryNodes.Of(1);
        var checkpoint = SignedCheckpoint.Sign(new Checkpoint("log.example/a", 1, MerkleProofs.Root(1, nodes)), signer);
        var proof = TlogProof.Create(0, nodes, checkpoint);

        Assert.True(proof.Verify(MemoryNodes.Leaf(0), signer.VerifierKey));
        Assert.False((proof with { Index = 1 }).Verify(MemoryNodes.Leaf(0), signer.VerifierKey));
        Assert.False((proof with { CheckpointNote = "checkpoint\n"u8.ToArray() }).Verify(MemoryNodes.Leaf(0), signer.VerifierKey));
        Assert.Throws<ArgumentOutOfRangeException>(() => TlogProof.Create(1, nodes, checkpoint));
    }
}
