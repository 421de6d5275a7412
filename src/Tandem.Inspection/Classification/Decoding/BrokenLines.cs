using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Classification.Decoding;

/// <summary>Follows encoded text over line breaks, as mail and key files break it (RFC 2045 section 6.8): lines of one width, the last one as short as it comes.</summary>
internal static class BrokenLines
{
    internal const int Undecided = -1;

    // Deeper than this nobody indents what is to be copied.
    private const int MaximumIndent = 16;

    private static readonly ByteSet LineEnd = new("\r\n=\"'`),;<}]\\");

    /// <summary>End of the encoded text whose first line ends at <paramref name="end"/>; <see cref="Undecided"/> when more text decides.</summary>
    internal static int Follow(ReadOnlySpan<byte> text, int end, bool isFinal)
    {
        var width = int.MaxValue;
        while (true)
        {
            var at = end;
            if (at < text.Length && text[at] == '\r')
                at++;
            if (at < text.Length && text[at] == '\n')
                at++;
            else if (at < text.Length)
                return end;
            var indented = at;
            while (at < text.Length && at - indented < MaximumIndent && text[at] is (byte)' ' or (byte)'\t')
                at++;
            var stop = at;
            while (stop < text.Length && ByteSet.Base64.Contains(text[stop]))
                stop++;
            if (stop == text.Length && !isFinal)
                return Undecided;
            // A line of prose goes on after its first word; a wider line belongs to something else.
            if (stop == at || stop - at > width || (stop < text.Length && !LineEnd.Contains(text[stop])))
                return end;
            end = stop;
            if (stop - at < width && width != int.MaxValue)
                return end;
            width = stop - at;
        }
    }
}
