using System.Text.Json;
using Tandem.Ledger.Notes;

namespace Tandem.Ledger.Tests.Notes;

public sealed class SignedNoteVectorTests
{
    public static TheoryData<string> Names() => [.. Vectors().Select(v => v.Text("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_EachNote_IsAcceptedOrRefusedAsPublished(string name)
    {
        var vector = Vectors().Single(v => v.Text("name") == name);
        var trusted = vector.GetProperty("trustedKeys").EnumerateArray().Select(k => VerifierKey.Parse(k.GetString()!)).ToList();

        var signedBy = Open(Convert.FromBase64String(vector.Text("noteBase64")), trusted);

        Assert.Equal(vector.GetProperty("accept").GetBoolean(), signedBy.Count > 0);
        if (vector.TryGetProperty("verified", out var verified))
            Assert.Equal(verified.EnumerateArray().Select(n => n.GetString()), signedBy.Select(key => key.Name));
    }

    [Fact]
    public void Vector_UnverifiedSignatures_AreKeptInTheNote()
    {
        var vector = Vectors().Single(v => v.Text("name") == "one verified, one unknown");

        var note = SignedNote.Parse(Convert.FromBase64String(vector.Text("noteBase64")));

        Assert.Equal(["PeterNeumann", "EnochRoot"], note.Signatures.Select(s => s.Name));
    }

    private static IReadOnlyList<VerifierKey> Open(byte[] note, IEnumerable<VerifierKey> trusted)
    {
        try
        {
            return SignedNote.Parse(note).SignedBy(trusted);
        }
        catch (NoteFormatException)
        {
            return [];
        }
    }

    private static List<JsonElement> Vectors() => [.. TestVectors.Json("signed-note", "notes.json").EnumerateArray()];
}
