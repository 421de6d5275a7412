using System.Globalization;
using System.Text;
using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;

namespace Tandem.Ledger.Checkpoints;

/// <summary>What a log commits to at one size: the text of a checkpoint (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">The log's identity, one line that is not empty, by convention an address without scheme.</param>
/// <param name="Size">Number of entries, 0 or more.</param>
/// <param name="RootHash">Root of the RFC 6962 tree over them, 32 bytes. Not to be changed.</param>
/// <param name="Extensions">Further lines, none of them empty; empty for our own logs, because nobody can audit them.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] RootHash, IReadOnlyList<string> Extensions)
{
    /// <summary>Makes a checkpoint without extension lines.</summary>
    /// <param name="origin">The log's identity.</param>
    /// <param name="size">Number of entries, 0 or more.</param>
    /// <param name="rootHash">Root hash, 32 bytes.</param>
    public Checkpoint(string origin, long size, byte[] rootHash)
        : this(origin, size, rootHash, [])
    {
    }

    /// <summary>Reads the text of a checkpoint.</summary>
    /// <param name="text">At least three lines, each ended by a newline; no signatures.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="NoteFormatException">The text is not that of a checkpoint: a line is missing or empty, the size is not a plain decimal number below
    /// 2^63, the root is not base 64 of 32 bytes.</exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EndsWith('\n'))
            throw new NoteFormatException("a checkpoint's text ends with a newline");
        var lines = text[..^1].Split('\n');
        if (lines.Length < 3 || !lines.All(IsLine))
            throw new NoteFormatException("a checkpoint has at least three lines and none is empty or has a control character");
        if (!TryParseDecimal(lines[1], out var size))
            throw new NoteFormatException($"`{Shorten(lines[1])}` is not a tree size");
        if (!StrictBase64.TryDecode(lines[2], out var root) || root.Length != MerkleTree.HashSize)
            throw new NoteFormatException("the checkpoint's root hash is not base 64 of 32 bytes");
        return new Checkpoint(lines[0], size, root, lines[3..]);
    }

    /// <summary>Prints the text that is signed.</summary>
    /// <returns>Origin, size, root and extensions, each line ended by a newline.</returns>
    /// <exception cref="NoteFormatException">A part cannot be printed: an empty or broken line, a negative size, a root of another length.</exception>
    public string ToText()
    {
        if (Size < 0 || RootHash.Length != MerkleTree.HashSize)
            throw new NoteFormatException("a checkpoint has a size of 0 or more and a root hash of 32 bytes");
        var text = new StringBuilder();
        AppendLine(text, Origin);
        AppendLine(text, Size.ToString(CultureInfo.InvariantCulture));
        AppendLine(text, Convert.ToBase64String(RootHash));
        foreach (var extension in Extensions)
            AppendLine(text, extension);
        return text.ToString();
    }

    /// <summary>Equal if the texts are.</summary>
    /// <param name="other">Another checkpoint or null.</param>
    /// <returns>true if origin, size, root and extensions are equal.</returns>
    public bool Equals(Checkpoint? other) =>
        other is not null && string.Equals(Origin, other.Origin, StringComparison.Ordinal) && Size == other.Size
        && RootHash.AsSpan().SequenceEqual(other.RootHash) && Extensions.SequenceEqual(other.Extensions);

    /// <summary>A hash code that fits <see cref="Equals(Checkpoint?)"/>.</summary>
    /// <returns>A value made from origin and size.</returns>
    public override int GetHashCode() => HashCode.Combine(Origin, Size);

    /// <summary>Digits only and no leading zero, so that a number has one text.</summary>
    internal static bool TryParseDecimal(string text, out long value)
    {
        value = 0;
        return text.Length is > 0 and <= 19 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && (text[0] != '0' || text.Length == 1)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static void AppendLine(StringBuilder text, string line)
    {
        if (!IsLine(line))
            throw new NoteFormatException("a line of a checkpoint is empty or has a control character");
        text.Append(line).Append('\n');
    }

    // What the text of a note allows (C2SP signed-note, Format), without the newline that ends the line.
    private static bool IsLine(string line) => line.Length > 0 && !line.AsSpan().ContainsAnyInRange('\0', '\x1f');

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
