using System.Security.Cryptography;
using System.Text;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Tests.Notes;

public sealed class SignedNoteTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("first line\n\nlast line, ä\n");

    [Fact]
    public void Create_OneSigner_ParsesBackToTextAndSignature()
    {
        using var signer = Signer("log.example/a");

        var note = SignedNote.Parse(SignedNote.Create(Text, signer));

        Assert.Equal(Text, note.Text.ToArray());
        Assert.Equal("log.example/a", Assert.Single(note.Signatures).Name);
        Assert.True(note.IsSignedBy(signer.VerifierKey));
    }

    [Fact]
    public void Create_TwoSigners_KeepsTheirOrderAndBothVerify()
    {
        using var one = Signer("log.example/a");
        using var two = Signer("log.example/b");

        var note = SignedNote.Parse(SignedNote.Create(Text, one, two));

        Assert.Equal([one.VerifierKey, two.VerifierKey], note.SignedBy([one.VerifierKey, two.VerifierKey]));
    }

    [Fact]
    public void Create_SixteenSigners_IsAccepted_AndSeventeenLinesAreRefused()
    {
        var signers = Enumerable.Range(0, 16).Select(i => Signer($"log.example/{i}")).ToArray();
        var note = SignedNote.Create(Text, signers);
        using var another = Signer("log.example/17");
        var line = SignedNote.Create(Text, another)[(Text.Length + 1)..];

        Assert.Equal(16, SignedNote.Parse(note).Signatures.Count);
        var error = Assert.Throws<NoteFormatException>(() => SignedNote.Parse((byte[])[.. note, .. line]));
        Assert.Contains("more than 16", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SignedNote.Create(Text, [.. signers, another]));
        foreach (var signer in signers)
            signer.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no newline at the end")]
    [InlineData("tab\tin the text\n")]
    [InlineData("carriage return\r\n")]
    public void Create_TextThatNoNoteCanHave_Throws(string text)
    {
        using var signer = Signer("log.example/a");

        Assert.Throws<NoteFormatException>(() => SignedNote.Create(Encoding.UTF8.GetBytes(text), signer));
    }

    [Fact]
    public void Create_NoSigner_Throws() => Assert.Throws<ArgumentException>(() => SignedNote.Create(Text));

    [Fact]
    public void IsSignedBy_SameNameButAnotherKey_IsFalse()
    {
        using var signer = Signer("log.example/a");
        using var stranger = Ed25519PrivateKey.Generate();

        var note = SignedNote.Parse(SignedNote.Create(Text, signer));

        Assert.False(note.IsSignedBy(new VerifierKey("log.example/a", stranger.PublicKey)));
        Assert.False(note.IsSignedBy(new VerifierKey("log.example/b", signer.VerifierKey.PublicKey)));
        Assert.Empty(note.SignedBy([]));
    }

    [Fact]
    public void IsSignedBy_GoodAndBadSignatureOfOneKey_IsFalse()
    {
        using var signer = Signer("log.example/a");
        var good = SignedNote.Create(Text, signer);
        var other = SignedNote.Create("another text\n"u8, signer);

        var both = SignedNote.Parse((byte[])[.. good, .. other[("another text\n".Length + 1)..]]);

        Assert.Equal(2, both.Signatures.Count);
        Assert.False(both.IsSignedBy(signer.VerifierKey));
        Assert.Empty(both.SignedBy([signer.VerifierKey]));
    }

    [Fact]
    public void Parse_AnyBitFlipped_IsRefusedOrNoLongerSigned()
    {
        using var signer = Signer("log.example/a");
        var note = SignedNote.Create(Text, signer);
        for (var bit = 0; bit < note.Length * 8; bit++)
        {
            var changed = (byte[])note.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsGood(changed, signer.VerifierKey), $"bit {bit}");
        }
    }

    [Fact]
    public void Parse_BytesMissingOrAddedAtTheEnd_IsRefusedOrNoLongerSigned()
    {
        using var signer = Signer("log.example/a");
        var note = SignedNote.Create(Text, signer);

        for (var length = 0; length < note.Length; length++)
            Assert.False(IsGood(note[..length], signer.VerifierKey), $"length {length}");
        Assert.Throws<NoteFormatException>(() => SignedNote.Parse((byte[])[.. note, (byte)'\n']));
        Assert.Throws<NoteFormatException>(() => SignedNote.Parse((byte[])[.. note, .. "a line that is no signature\n"u8]));
    }

    [Theory]
    [InlineData("log.example/a  ")] // two spaces before the base 64
    [InlineData("log.example/a+b ")]
    [InlineData("log.example/a\u00a0b ")]
    [InlineData(" ")]
    public void Parse_SignatureLineWithABadName_Throws(string start)
    {
        var line = $"\u2014 {start}{Convert.ToBase64String(new byte[68])}\n";

        Assert.Throws<NoteFormatException>(() => SignedNote.Parse(Encoding.UTF8.GetBytes($"text\n\n{line}")));
    }

    [Theory]
    [InlineData("AAAAAAB=")] // trailing bits that are not zero
    [InlineData("AAAA AAA")]
    [InlineData("AAAAAA")]
    [InlineData("AAAAAA==")] // a key id and nothing else
    [InlineData("AAAA-_AA")]
    public void Parse_SignatureThatIsNotCanonicalBase64_Throws(string base64) =>
        Assert.Throws<NoteFormatException>(() => SignedNote.Parse(Encoding.UTF8.GetBytes($"text\n\n\u2014 log.example/a {base64}\n")));

    [Fact]
    public void Parse_NoteOverOneMebibyte_Throws() =>
        Assert.Throws<NoteFormatException>(() => SignedNote.Parse(new byte[SignedNote.MaxSize + 1]));

    private static bool IsGood(byte[] note, VerifierKey key)
    {
        try
        {
            return SignedNote.Parse(note).IsSignedBy(key);
        }
        catch (NoteFormatException)
        {
            return false;
        }
    }

    private static NoteSigner Signer(string name) => new(name, Ed25519PrivateKey.FromSeed(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
}
