using System.Text;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private const string Root = "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=";

    public static TheoryData<string, string, bool> Vectors()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var vector in TestVectors.Json("tlog-checkpoint", "parse.json").EnumerateArray())
            data.Add(vector.Text("desc"), vector.Text("body"), vector.GetProperty("wantErr").GetBoolean());
        return data;
    }

    // The published texts carry short words as root hashes; C2SP's root is one of RFC 6962 with SHA-256, which we insist on. So a
    // root hash takes their place where the text has one.
    [Theory]
    [MemberData(nameof(Vectors))]
    public void Parse_PublishedText_IsJudgedAsPublished(string description, string body, bool wantError)
    {
        var text = body.Replace("YmFuYW5hcw==", Root, StringComparison.Ordinal).Replace("dGhlIHZpZXcgZnJvbSB0aGUgdHJlZSB0b3BzIGlzIGdyZWF0IQ==", Root, StringComparison.Ordinal);

        // "Extension lines, if any, MUST be non-empty" (C2SP tlog-checkpoint, Note text); that parser is more lenient.
        if (wantError || description == "valid with trailing newlines")
            Assert.Throws<NoteFormatException>(() => Checkpoint.Parse(text));
        else
            Assert.Equal(text, Checkpoint.Parse(text).ToText());
    }

    [Theory]
    [InlineData("log.example/a\n007\n" + Root + "\n")]
    [InlineData("log.example/a\n+7\n" + Root + "\n")]
    [InlineData("log.example/a\n 7\n" + Root + "\n")]
    [InlineData("log.example/a\n\n" + Root + "\n")]
    [InlineData("log.example/a\n9223372036854775808\n" + Root + "\n")]
    [InlineData("log.example/a\n7\nYmFuYW5hcw==\n")]
    [InlineData("log.example/a\n7\n" + Root + "\n\n")]
    [InlineData("log.example/a\n7\n" + Root)]
    [InlineData("")]
    [InlineData("\n")]
    public void Parse_BrokenText_Throws(string text) => Assert.Throws<NoteFormatException>(() => Checkpoint.Parse(text));

    [Fact]
    public void Parse_LargestSizeAndExtensions_PrintBack()
    {
        var text = $"log.example/a\n9223372036854775807\n{Root}\none\ntwo ä\n";

        var checkpoint = Checkpoint.Parse(text);

        Assert.Equal(long.MaxValue, checkpoint.Size);
        Assert.Equal(["one", "two ä"], checkpoint.Extensions);
        Assert.Equal(text, checkpoint.ToText());
        Assert.Equal(checkpoint, Checkpoint.Parse(text));
    }

    [Fact]
    public void ToText_PartThatCannotBePrinted_Throws()
    {
        Assert.Throws<NoteFormatException>(() => new Checkpoint("", 0, new byte[32]).ToText());
        Assert.Throws<NoteFormatException>(() => new Checkpoint("a\nb", 0, new byte[32]).ToText());
        Assert.Throws<NoteFormatException>(() => new Checkpoint("a", -1, new byte[32]).ToText());
        Assert.Throws<NoteFormatException>(() => new Checkpoint("a", 0, new byte[31]).ToText());
        Assert.Throws<NoteFormatException>(() => new Checkpoint("a", 0, new byte[32], [""]).ToText());
    }

    [Fact]
    public void Sign_ThenParse_VerifiesOnlyWithTheLogsKey()
    {
        using var signer = new NoteSigner("log.example/a", Ed25519PrivateKey.Generate());
        using var other = new NoteSigner("log.example/a", Ed25519PrivateKey.Generate());

        var signed = SignedCheckpoint.Parse(SignedCheckpoint.Sign(new Checkpoint("log.example/a", 7, new byte[32]), signer).Note.Bytes);

        Assert.Equal(7, signed.Checkpoint.Size);
        Assert.True(signed.Verify(signer.VerifierKey));
        Assert.False(signed.Verify(other.VerifierKey));
    }

    [Fact]
    public void Verify_GoodSignatureUnderAnotherOrigin_IsFalse()
    {
        using var signer = new NoteSigner("log.example/a", Ed25519PrivateKey.Generate());

        var signed = SignedCheckpoint.Sign(new Checkpoint("log.example/b", 7, new byte[32]), signer);

        Assert.True(signed.Note.IsSignedBy(signer.VerifierKey));
        Assert.False(signed.Verify(signer.VerifierKey));
    }

    [Fact]
    public void Parse_NoteThatIsNoCheckpoint_Throws()
    {
        using var signer = new NoteSigner("log.example/a", Ed25519PrivateKey.Generate());

        Assert.Throws<NoteFormatException>(() => SignedCheckpoint.Parse(SignedNote.Create(Encoding.UTF8.GetBytes("not a checkpoint\n"), signer)));
    }
}
