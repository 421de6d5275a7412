using System.Buffers.Text;
using Tandem.Ledger.Notes;

namespace Tandem.Ledger.Records;

/// <summary>An entry: the JSON line, an empty line and the signature line, exactly a C2SP signed note whose text is the line.</summary>
internal static class RecordEntry
{
    /// <summary>Size of the entry that a line becomes when one key of that name signs it.</summary>
    public static int SizeOf(int lineBytes, NoteSigner signer) => lineBytes + 2 + signer.LineSize;

    /// <summary>Signs a line.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> line, NoteSigner signer)
    {
        var entry = new byte[SizeOf(line.Length, signer)];
        line.CopyTo(entry);
        entry[line.Length] = (byte)'\n';
        entry[line.Length + 1] = (byte)'\n';

        // The signed text of a note ends with the newline of its last line.
        signer.WriteLine(entry.AsSpan(0, line.Length + 1), entry.AsSpan(line.Length + 2));
        return entry;
    }

    /// <summary>True when the key signed exactly the JSON line.</summary>
    public static bool IsSignedBy(ReadOnlyMemory<byte> entry, VerifierKey key)
    {
        var length = LineLength(entry.Span);
        if (length < 0) return false;
        try
        {
            // A note may have a text of several lines; a record has one.
            var note = SignedNote.Parse(entry);
            return note.Text.Length == length + 1 && note.IsSignedBy(key);
        }
        catch (NoteFormatException)
        {
            return false;
        }
    }

    /// <summary>Length of the JSON line, or -1 when the entry has no line followed by an empty line.</summary>
    public static int LineLength(ReadOnlySpan<byte> entry)
    {
        var end = entry.IndexOf((byte)'\n');
        return end > 0 && end + 1 < entry.Length && entry[end + 1] == (byte)'\n' ? end : -1;
    }

    /// <summary>Key id of the first signature line, or 0 when there is none.</summary>
    public static uint FirstKeyId(ReadOnlySpan<byte> entry)
    {
        var line = LineLength(entry);
        if (line < 0) return 0;
        var signature = entry[(line + 2)..];
        var end = signature.IndexOf((byte)'\n');
        if (end < 0) return 0;
        signature = signature[..end];
        var encoded = signature[(signature.LastIndexOf((byte)' ') + 1)..];
        Span<byte> first = stackalloc byte[6];
        return encoded.Length >= 8 && Base64.DecodeFromUtf8(encoded[..8], first, out _, out var written) == System.Buffers.OperationStatus.Done && written >= 4
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(first)
            : 0;
    }
}
