using System.Text;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Tests.Records;

public sealed class RecordLineTests
{
    private static readonly RecordOrigin Origin = new("gw1.example/ledger", "gw1", "000102030405060708090a0b0c0d0e0f", "default");
    private static readonly DateTimeOffset Time = new DateTimeOffset(2026, 11, 21, 3, 31, 0, TimeSpan.Zero).AddTicks(1234567);

    /// <summary>The record of docs/formats/record.md, byte for byte; its signature was checked with openssl.</summary>
    [Fact]
    public void Entry_OfAFixedKeyAndPlace_IsTheGoldenFile()
    {
        var seed = Enumerable.Range(0, 32).Select(value => (byte)value).ToArray();
        using var signer = new NoteSigner(Origin.Log, Ed25519PrivateKey.FromSeed(seed));
        var draft = new RecordDraft("decision")
            .Set("act", "chat.completions").Set("app", "claims").Set("class", new Dictionary<string, long> { ["pii.email"] = 2, ["fin.iban"] = 1 })
            .Set("dec", "redact").Set("roles", ["clerk", "überprüfer"]).Set("stream", false).Set("ref", -1);

        var line = RecordLine.Render(draft, Origin).Place(1_500_000, 7, Enumerable.Repeat((byte)0xAB, 32).ToArray(), RecordTime.Truncate(Time));
        var entry = RecordEntry.Sign(line, signer);

        Assert.Equal(Encoding.UTF8.GetString(TestVectors.Bytes("record-v1", "record.note")), Encoding.UTF8.GetString(entry));
        Assert.Equal($"{signer.VerifierKey}\n", Encoding.UTF8.GetString(TestVectors.Bytes("record-v1", "log.vkey")));
        Assert.Null(JcsLint.Check(line));
        Assert.Equal(RecordEntry.SizeOf(line.Length, signer), entry.Length);
        Assert.True(RecordEntry.IsSignedBy(entry, signer.VerifierKey));
        Assert.Equal(signer.VerifierKey.KeyId, RecordEntry.FirstKeyId(entry));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("lz")]
    [InlineData("mm")]
    [InlineData("o")]
    [InlineData("s")]
    [InlineData("z")]
    [InlineData("A")]
    [InlineData("0")]
    public void Line_WithAMemberAnywhereBetweenTheWritersOwn_IsCanonical(string member)
    {
        var line = RecordLine.Render(new RecordDraft("x").Set(member, "value"), Origin).Place(long.MaxValue >> 11, 9_007_199_254_740_991, new byte[32], Time);

        Assert.Null(JcsLint.Check(line));
        Assert.True(line.Length <= RecordLine.Render(new RecordDraft("x").Set(member, "value"), Origin).MaximumBytes);
    }

    [Fact]
    public void Entry_LineChangedOrTextOfTwoLines_IsNotSigned()
    {
        using var signer = new NoteSigner(Origin.Log, Ed25519PrivateKey.Generate());
        var entry = RecordEntry.Sign("{\"a\":1}"u8, signer);
        var changed = (byte[])entry.Clone();
        changed[5] = (byte)'2';
        var twoLines = SignedNote.Create("{\"a\":1}\n\nmore\n"u8, signer);

        Assert.True(RecordEntry.IsSignedBy(entry, signer.VerifierKey));
        Assert.False(RecordEntry.IsSignedBy(changed, signer.VerifierKey));
        Assert.False(RecordEntry.IsSignedBy(twoLines, signer.VerifierKey));
        Assert.False(RecordEntry.IsSignedBy("no note"u8.ToArray(), signer.VerifierKey));
    }

    [Theory]
    [InlineData("v")]
    [InlineData("prev")]
    [InlineData("kind")]
    [InlineData("boot")]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("quote\"")]
    public void Draft_MemberOfTheWriterOrOfWrongForm_IsRefused(string member) =>
        Assert.Throws<ArgumentException>(() => new RecordDraft("x").Set(member, "value"));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{}\n\n")]
    [InlineData("{\"v\":1}\n\n— a b\n")]
    [InlineData("not json\n\n— a b\n")]
    [InlineData("[1]\n\n— a b\n")]
    public void FromEntry_NoRecord_IsRefused(string entry) =>
        Assert.Throws<FormatException>(() => LedgerRecord.FromEntry(0, Encoding.UTF8.GetBytes(entry)));
}
