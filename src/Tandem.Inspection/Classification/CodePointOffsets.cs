namespace Tandem.Inspection.Classification;

/// <summary>Converts byte offsets to what people and other tools count: Unicode code points.</summary>
public static class CodePointOffsets
{
    /// <summary>Counts the code points before a byte offset.</summary>
    /// <param name="utf8">The text; an invalid byte counts as one code point, as a replacement character would.</param>
    /// <param name="byteOffset">0 to the length of the text; an offset inside a sequence counts that sequence as not yet begun.</param>
    /// <returns>Number of code points, 0 to <paramref name="byteOffset"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">byteOffset lies outside the text.</exception>
    public static int FromBytes(ReadOnlySpan<byte> utf8, int byteOffset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteOffset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(byteOffset, utf8.Length);
        var count = 0;
        var at = 0;
        while (at < byteOffset)
        {
            System.Text.Rune.DecodeFromUtf8(utf8[at..], out _, out var consumed);
            if (at + consumed > byteOffset)
                break;
            at += consumed;
            count++;
        }

        return count;
    }
}
