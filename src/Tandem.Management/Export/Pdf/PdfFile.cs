using PdfSharp.Pdf;

namespace Tandem.Management.Export.Pdf;

/// <summary>Writes paragraphs and tables as a PDF file: A4, with outline, links, header, footer and numbers of pages.</summary>
internal static class PdfFile
{
    internal const string MediaType = "application/pdf";

    internal static byte[] Of(PdfFrame frame, IEnumerable<PdfBlock> blocks)
    {
        using var document = new PdfDocument { Language = "en-GB" };
        document.Info.Title = frame.Title;
        document.Info.Author = frame.Author;
        document.Info.CreationDate = frame.CreatedAt.UtcDateTime;
        document.ViewerPreferences.DisplayDocTitle = true;
        using var measure = new PdfMeasure();
        using (var pages = new PdfPages(document, measure, frame))
        {
            var lines = new PdfLines(measure);
            var tables = new PdfTables(pages, lines, measure);
            var outline = new PdfOutlines(document);
            foreach (var block in blocks)
            {
                switch (block)
                {
                    case PdfParagraph paragraph:
                        Set(paragraph, pages, lines, outline);
                        break;
                    case PdfTable table:
                        pages.Need(40);
                        tables.Set(table);
                        break;
                    case PdfRule:
                        pages.Need(14);
                        pages.Skip(6);
                        pages.Rule();
                        pages.Skip(8);
                        break;
                }
            }
            pages.Need(0);
            pages.Finish();
        }
        using var stream = new MemoryStream();
        document.Save(stream);
        return stream.ToArray();
    }

    private static void Set(PdfParagraph paragraph, PdfPages pages, PdfLines lines, PdfOutlines outline)
    {
        var style = PdfStyleOf.Of(paragraph.Style);
        var indent = Math.Min(paragraph.Indent, PdfPages.Width / 2);
        var isHeading = PdfStyleOf.LevelOf(paragraph.Style) is not null;
        // A heading is not left alone at the end of a page.
        pages.Need(style.LineHeight + (isHeading ? style.Before + 3 * PdfStyleOf.Of(PdfStyle.Normal).LineHeight : 0));
        if (!pages.IsAtTop)
            pages.Skip(style.Before);
        var isFirst = true;
        foreach (var line in lines.Break(paragraph.Runs, paragraph.Style, PdfPages.Width - indent))
        {
            pages.Need(style.LineHeight);
            if (isFirst && PdfStyleOf.LevelOf(paragraph.Style) is { } level)
                outline.Add(paragraph.Words, level, pages.Page);
            if (isFirst && paragraph.Marker.Length > 0)
                pages.Marker(paragraph.Marker, paragraph.Style, PdfPages.Left + indent, pages.Y);
            if (paragraph.Style == PdfStyle.Quote)
                pages.Bar(PdfPages.Left + indent - 8, pages.Y, style.LineHeight);
            pages.Line(line, paragraph.Style, PdfPages.Left + indent, pages.Y);
            pages.Skip(style.LineHeight);
            isFirst = false;
        }
        pages.Skip(style.After);
    }
}
