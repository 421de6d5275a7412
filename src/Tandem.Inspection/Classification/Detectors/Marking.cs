using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>
/// Tells an explicit marking from a word in a sentence by position and case: alone on its line, value of a classification field, in capitals between
/// brackets or beside a separator at the edge of its line.
/// </summary>
internal static class Marking
{
    private const int MaximumLine = 64;
    private static readonly ByteSet Decoration = new(" \t#*_>|=~[](){}\"'`.:!<-");
    private static readonly ByteSet Separator = new(":|/-");
    private static readonly ByteSet SeparatorOfCommon = new("|/-");
    private static readonly ByteSet Space = new(" \t");
    private static readonly string[] Fields =
    [
        "classification", "classification level", "sensitivity", "sensitivity label", "confidentiality", "security level", "protection level", "information class", "data class",
        "handling", "dissemination", "marking", "klassifizierung", "klassifikation", "einstufung", "vertraulichkeit", "vertraulichkeitsstufe", "schutzklasse", "schutzbedarf", "clasificación", "classificazione", "rubricering", "klassifitseering",
    ];

    /// <summary>Likelihood that a word is a marking; 0 when it is a word in a sentence.</summary>
    /// <param name="frame">The view.</param>
    /// <param name="start">Start of the word or phrase.</param>
    /// <param name="end">End of the word or phrase.</param>
    /// <param name="isCommon">True for a word that also names everyday things (public, internal): it needs capitals to stand alone.</param>
    internal static double Score(ref ScanFrame frame, int start, int end, bool isCommon)
    {
        if (IsLetter(frame.Before(start - 1)) || IsLetter(frame.Peek(end, start)))
            return 0;
        if (IsFieldValue(frame, start))
            return 0.95;
        var word = frame.Text[start..end];
        var isCapitals = word.IndexOfAnyInRange((byte)'a', (byte)'z') < 0;
        if (isCapitals && frame.Before(start - 1) is '[' or '(' or '*' && frame.Peek(end, start) is ']' or ')' or '*')
            return 0.9;
        var lineStart = start;
        while (lineStart > 0 && start - lineStart < MaximumLine && Decoration.Contains(frame.Text[lineStart - 1]))
            lineStart--;
        var beginsLine = lineStart == 0 ? frame.IsTextStart : frame.Text[lineStart - 1] is (byte)'\n' or (byte)'\r';
        var lineEnd = frame.SkipWhile(Decoration, end, end + MaximumLine, start);
        var endsLine = frame.Peek(lineEnd, start) is '\n' or '\r' or -1;
        if (beginsLine && endsLine)
        {
            var isHeading = frame.Text[lineStart..start].Contains((byte)'#');
            var isCapitalised = word[0] is not (>= (byte)'a' and <= (byte)'z');
            return isCapitals || (isCapitalised && !isCommon && !isHeading) ? 0.9 : 0;
        }

        if (!isCapitals)
            return 0;
        var after = frame.SkipWhile(Space, end, end + 4, start);
        var before = start;
        while (before > 0 && start - before < 4 && Space.Contains(frame.Text[before - 1]))
            before--;
        var besideSeparator = (beginsLine && (isCommon ? SeparatorOfCommon : Separator).Contains(frame.Peek(after, start))) || (endsLine && Separator.Contains(frame.Before(before - 1)));
        return besideSeparator ? 0.8 : 0;
    }

    private static bool IsLetter(int c) => c >= 0x80 || ByteSet.Alphanumeric.Contains(c) || c == '_';

    private static bool IsFieldValue(in ScanFrame frame, int start)
    {
        var at = SkipMarkupBack(frame, start);
        if (frame.Before(at - 1) is not (':' or '=' or '|'))
            return false;
        at = SkipMarkupBack(frame, at - 1);
        foreach (var field in Fields)
        {
            var length = System.Text.Encoding.UTF8.GetByteCount(field);
            if (at >= length && EqualsFolded(frame.Text[(at - length)..at], field) && !IsLetter(frame.Before(at - length - 1)))
                return true;
        }

        return false;
    }

    private static int SkipMarkupBack(in ScanFrame frame, int at)
    {
        var limit = Math.Max(0, at - 8);
        while (at > limit && frame.Text[at - 1] is (byte)' ' or (byte)'\t' or (byte)'*' or (byte)'_' or (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'[')
            at--;
        return at;
    }

    private static bool EqualsFolded(ReadOnlySpan<byte> utf8, string expected)
    {
        Span<byte> bytes = stackalloc byte[64];
        var length = System.Text.Encoding.UTF8.GetBytes(expected, bytes);
        if (length != utf8.Length)
            return false;
        for (var i = 0; i < length; i++)
        {
            if (bytes[i] != (utf8[i] is >= (byte)'A' and <= (byte)'Z' ? utf8[i] | 0x20 : utf8[i]))
                return false;
        }

        return true;
    }
}
