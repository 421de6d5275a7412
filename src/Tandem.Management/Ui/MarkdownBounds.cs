namespace Tandem.Management.Ui;

/// <summary>How much formatting a text may hold. Reading takes time in proportion to the square of its signs: a page of comments made of nothing else would keep the server busy for minutes. Pure.</summary>
internal static class MarkdownBounds
{
    /// <summary>Signs that can begin or end something, in the text of a comment.</summary>
    internal const int MostSigns = 1000;

    /// <summary>Quotations and lists that begin on one line, one in the other.</summary>
    private const int MostMarkers = 50;

    private const string Signs = "*_[]<>!`~";

    /// <param name="text">The text.</param>
    /// <param name="mostSigns">Signs that it may hold.</param>
    internal static bool IsBeyond(string text, int mostSigns = MostSigns)
    {
        var (signs, markers, isBeginning) = (0, 0, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            signs += Signs.Contains(c, StringComparison.Ordinal) ? 1 : 0;
            if (c == '\n')
                (markers, isBeginning) = (0, true);
            else if (isBeginning && IsMarker(text, i))
                markers++;
            else if (!char.IsWhiteSpace(c) && !char.IsAsciiDigit(c))
                isBeginning = false;
            if (signs > mostSigns || markers > MostMarkers)
                return true;
        }
        return false;
    }

    // `-` alone begins a list; a row of them is a line across the page.
    private static bool IsMarker(string text, int at) =>
        text[at] == '>' || (text[at] is '-' or '+' or '*' or '.' or ')' && at + 1 < text.Length && text[at + 1] is ' ' or '\t');
}
