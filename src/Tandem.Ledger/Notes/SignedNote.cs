using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Tandem.Ledger.Notes;

/// <summary>A text with signature lines (C2SP signed-note). Immutable.</summary>
/// <remarks>
/// The text is to be ignored until a signature by a trusted key was verified. Parsing is strict, so that there is one note for
/// a text and its signatures: valid UTF-8, no control character below U+0020 but the newline, canonical base 64, nothing
/// after the last signature line, 1 to 16 signatures.
/// </remarks>
public sealed class SignedNote
{
    /// <summary>Most signature lines a note may carry: the number that verifiers must at least accept (C2SP signed-note, Format).</summary>
    public const int MaxSignatures = 16;

    /// <summary>Largest note in bytes.</summary>
    public const int MaxSize = 1 << 20;

    private static readonly byte[] LineStart = "\u2014 "u8.ToArray();

    private SignedNote(ReadOnlyMemory<byte> note, ReadOnlyMemory<byte> text, IReadOnlyList<NoteSignature> signatures)
    {
        Bytes = note;
        Text = text;
        Signatures = signatures;
    }

    /// <summary>The whole note as it was read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The signed text with its final newline, without the blank line.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>The signature lines in their order, 1 to 16, none of them verified.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Splits a note into text and signature lines.</summary>
    /// <param name="note">The whole note, at most 1 MiB. It is kept, not copied, and must not change afterwards.</param>
    /// <returns>The note; no signature has been verified.</returns>
    /// <exception cref="NoteFormatException">The bytes are not a signed note.</exception>
    public static SignedNote Parse(ReadOnlyMemory<byte> note)
    {
        var bytes = note.Span;
        if (bytes.Length > MaxSize)
            throw new NoteFormatException("the note is larger than 1 MiB");
        ThrowUnlessPlainText(bytes);
        var split = bytes.LastIndexOf("\n\n"u8);
        if (split < 0)
            throw new NoteFormatException("the note has no blank line before its signatures");
        var lines = bytes[(split + 2)..];
        if (lines.IsEmpty || lines[^1] != (byte)'\n')
            throw new NoteFormatException("the note does not end with a signature line");
        var signatures = new List<NoteSignature>(1);
        while (!lines.IsEmpty)
        {
            if (signatures.Count == MaxSignatures)
                throw new NoteFormatException("the note has more than 16 signatures");
            var end = lines.IndexOf((byte)'\n');
            signatures.Add(ParseLine(lines[..end]));
            lines = lines[(end + 1)..];
        }
        return new SignedNote(note, note[..(split + 1)], signatures);
    }

    /// <summary>Signs a text and returns the whole note.</summary>
    /// <param name="text">Valid UTF-8 that ends with a newline and has no other control character.</param>
    /// <param name="signers">1 to 16 signers; their lines follow in this order.</param>
    /// <returns>The note's bytes.</returns>
    /// <exception cref="NoteFormatException">The text cannot be the text of a note.</exception>
    /// <exception cref="ArgumentException">There is no signer, or there are more than 16.</exception>
    /// <exception cref="ObjectDisposedException">A signer was disposed.</exception>
    public static byte[] Create(ReadOnlySpan<byte> text, params ReadOnlySpan<NoteSigner> signers)
    {
        if (signers.Length is < 1 or > MaxSignatures)
            throw new ArgumentException("a note has 1 to 16 signatures", nameof(signers));
        if (text.IsEmpty || text[^1] != (byte)'\n')
            throw new NoteFormatException("the text of a note ends with a newline");
        ThrowUnlessPlainText(text);
        var size = text.Length + 1;
        foreach (var signer in signers)
            size += signer.LineSize;
        if (size > MaxSize)
            throw new NoteFormatException("the note is larger than 1 MiB");
        var note = new byte[size];
        text.CopyTo(note);
        note[text.Length] = (byte)'\n';
        var rest = note.AsSpan(text.Length + 1);
        foreach (var signer in signers)
        {
            signer.WriteLine(text, rest[..signer.LineSize]);
            rest = rest[signer.LineSize..];
        }
        return note;
    }

    /// <summary>Tells whether a key signed the text.</summary>
    /// <param name="key">A key the caller trusts.</param>
    /// <returns>true if at least one signature names the key and every one that does is valid.</returns>
    /// <remarks>A note with a bad signature of a known key is refused even if another is good (C2SP signed-note, Signatures).</remarks>
    public bool IsSignedBy(VerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = false;
        foreach (var signature in Signatures)
        {
            if (!key.Made(signature))
                continue;
            if (!key.Verify(Text.Span, signature))
                return false;
            found = true;
        }
        return found;
    }

    /// <summary>Verifies the note against all keys the caller trusts.</summary>
    /// <param name="trusted">Keys; none of them means that nothing can be trusted.</param>
    /// <returns>The keys whose signatures are valid, each once, in the order of <paramref name="trusted"/>; empty if there is none, or if a
    /// signature that names one of the keys is not valid.</returns>
    public IReadOnlyList<VerifierKey> SignedBy(IEnumerable<VerifierKey> trusted)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        var verified = new List<VerifierKey>();
        foreach (var key in trusted.Distinct())
        {
            if (!Signatures.Any(key.Made))
                continue;
            if (!IsSignedBy(key))
                return [];
            verified.Add(key);
        }
        return verified;
    }

    private static void ThrowUnlessPlainText(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
            throw new NoteFormatException("the note is not valid UTF-8");
        while (true)
        {
            var control = bytes.IndexOfAnyInRange((byte)0, (byte)0x1f);
            if (control < 0)
                return;
            if (bytes[control] != (byte)'\n')
                throw new NoteFormatException("the note contains a control character");
            bytes = bytes[(control + 1)..];
        }
    }

    private static NoteSignature ParseLine(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(LineStart))
            throw new NoteFormatException("a line after the text is not a signature line");
        line = line[LineStart.Length..];
        var space = line.IndexOf((byte)' ');
        if (space < 0)
            throw new NoteFormatException("a signature line has no signature");
        var name = Encoding.UTF8.GetString(line[..space]);
        if (!KeyName.IsValid(name))
            throw new NoteFormatException("a signature line has no valid key name");
        if (!StrictBase64.TryDecode(line[(space + 1)..], out var payload) || payload.Length < 5)
            throw new NoteFormatException("a signature is not base 64 of a key id and at least one byte");
        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(payload), payload[4..]);
    }
}
