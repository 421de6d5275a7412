using System.Text;
using System.Text.Json;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Tests.Notes;

public sealed class NoteKeyTests
{
    private static readonly JsonElement Vectors = TestVectors.Json("signed-note", "vkeys.json");

    public static TheoryData<string> Accepted() => [.. Vectors.GetProperty("accept").EnumerateArray().Select(k => k.GetString()!)];

    public static TheoryData<string> Refused() => [.. Vectors.GetProperty("reject").EnumerateArray().Select(k => k.GetString()!)];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Parse_PublishedKey_PrintsBackTheSame(string text) => Assert.Equal(text, VerifierKey.Parse(text).ToString());

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parse_PublishedBadKey_Throws(string text) => Assert.Throws<NoteFormatException>(() => VerifierKey.Parse(text));

    [Theory]
    [MemberData(nameof(Accepted))]
    public void TryParse_PartOfAKeyOrOneByteChanged_IsFalse(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            for (var end = start; end < text.Length; end++)
                Assert.False(VerifierKey.TryParse(text[start..(end + (start == 0 ? 0 : 1))], out _));
        }
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text.ToCharArray();
            changed[i]++;
            Assert.False(VerifierKey.TryParse(new string(changed), out _), $"character {i}");
        }
    }

    [Fact]
    public void TryParse_Null_IsFalse() => Assert.False(VerifierKey.TryParse(null, out _));

    [Fact]
    public void Sign_PublishedPrivateKey_GivesThePublishedSignatureLine()
    {
        var signing = Vectors.GetProperty("signing");
        using var signer = NoteSigner.Parse(signing.Text("skey"));
        var text = signing.Text("text");

        var note = Encoding.UTF8.GetString(SignedNote.Create(Encoding.UTF8.GetBytes(text), signer));

        Assert.Equal(text + "\n" + signing.Text("signatureLine"), note);
        Assert.Equal(signing.Text("skey"), signer.ExportPrivateKey());
    }

    [Fact]
    public void ExportPrivateKey_OfANewKey_ParsesBackToTheSameKey()
    {
        using var signer = new NoteSigner("gw1.example/ledger", Ed25519PrivateKey.Generate());
        using var again = NoteSigner.Parse(signer.ExportPrivateKey());

        Assert.Equal(signer.VerifierKey, again.VerifierKey);
        Assert.Equal(signer.VerifierKey.GetHashCode(), again.VerifierKey.GetHashCode());
        Assert.Equal(signer.Sign("text\n"u8).Signature, again.Sign("text\n"u8).Signature);
    }

    [Fact]
    public void Parse_PrivateKeyWithOneByteChanged_ThrowsAndDoesNotRepeatTheSecret()
    {
        var text = Vectors.GetProperty("signing").Text("skey");
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text.ToCharArray();
            changed[i]++;
            var error = Assert.Throws<NoteFormatException>(() => NoteSigner.Parse(new string(changed)));
            Assert.DoesNotContain(text[^20..], error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a name")]
    [InlineData("a+b")]
    [InlineData("a\u2003b")]
    [InlineData("a\nb")]
    [InlineData("a\u0001b")]
    public void VerifierKey_NameThatIsNoKeyName_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => new VerifierKey(name, new byte[32]));

    [Fact]
    public void VerifierKey_NameWithALoneSurrogate_Throws() =>
        Assert.Throws<ArgumentException>(() => new VerifierKey("a" + (char)0xd800, new byte[32]));

    [Fact]
    public void VerifierKey_NameOf255BytesOfUtf8_IsTheLongest()
    {
        Assert.Equal(255, new VerifierKey(new string('a', 255), new byte[32]).Name.Length);
        Assert.Throws<ArgumentException>(() => new VerifierKey(new string('ä', 128), new byte[32]));
    }
}
