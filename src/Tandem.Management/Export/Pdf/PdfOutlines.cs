using PdfSharp.Pdf;

namespace Tandem.Management.Export.Pdf;

/// <summary>The headings of a file as a tree to go by.</summary>
internal sealed class PdfOutlines(PdfDocument document)
{
    private const int Longest = 200;

    // The last heading of each level above the next one.
    private readonly List<(int Level, PdfOutline Entry)> _above = [];

    internal void Add(string words, int level, PdfPage page)
    {
        while (_above.Count > 0 && _above[^1].Level >= level)
            _above.RemoveAt(_above.Count - 1);
        var title = Ui.FormText.Shortened(words.ReplaceLineEndings(" "), Longest);
        var within = _above.Count > 0 ? _above[^1].Entry.Outlines : document.Outlines;
        _above.Add((level, within.Add(title, page, opened: true)));
    }
}
