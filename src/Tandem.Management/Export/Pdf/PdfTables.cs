namespace Tandem.Management.Export.Pdf;

/// <summary>Sets a table: columns as wide as their words ask for, rows that go on over pages, the heading on each of them.</summary>
internal sealed class PdfTables(PdfPages pages, PdfLines lines, PdfMeasure measure)
{
    private const double Padding = 4;

    // A column narrower than this is not read.
    private const double Narrowest = 24;

    private static double LineHeight => PdfStyleOf.Of(PdfStyle.Cell).LineHeight;

    internal void Set(PdfTable table)
    {
        var columns = table.Rows.Count == 0 ? 0 : table.Rows.Max(row => row.Cells.Count);
        if (columns == 0)
            return;
        var widths = Widths(table, columns);
        var headings = table.Rows.TakeWhile(row => row.IsHeading).Select(row => Broken(row, widths)).ToList();
        // A heading that takes the page for itself is set once.
        var repeats = headings.Sum(Height) < (PdfPages.Bottom - PdfPages.Top) / 3;
        foreach (var row in headings)
            Row(row, widths, isHeading: true, []);
        foreach (var row in table.Rows.Skip(headings.Count))
            Row(Broken(row, widths), widths, row.IsHeading, repeats ? headings : []);
        pages.Skip(8);
    }

    private void Row(IReadOnlyList<IReadOnlyList<PdfLine>> cells, List<double> widths, bool isHeading, IReadOnlyList<IReadOnlyList<IReadOnlyList<PdfLine>>> headings)
    {
        var count = Math.Max(1, cells.Max(cell => cell.Count));
        var whole = PdfPages.Bottom - PdfPages.Top - headings.Sum(Height);
        for (var set = 0; set < count;)
        {
            var fits = (int)Math.Floor((pages.Room - 2 * Padding) / LineHeight);
            var left = count - set;
            // A row that a page of its own holds is not torn.
            if (fits < Math.Min(left, 1) || (fits < left && set == 0 && left * LineHeight + 2 * Padding <= whole && !pages.IsAtTop))
            {
                pages.Begin();
                foreach (var heading in headings)
                    Part(heading, 0, Math.Max(1, heading.Max(cell => cell.Count)), widths, isHeading: true);
                fits = Math.Max(1, (int)Math.Floor((pages.Room - 2 * Padding) / LineHeight));
            }
            var take = Math.Min(left, fits);
            Part(cells, set, take, widths, isHeading);
            set += take;
        }
    }

    private void Part(IReadOnlyList<IReadOnlyList<PdfLine>> cells, int from, int take, List<double> widths, bool isHeading)
    {
        var height = take * LineHeight + 2 * Padding;
        pages.Need(height);
        var x = PdfPages.Left;
        for (var i = 0; i < widths.Count; i++)
        {
            pages.Cell(x, widths[i], height, isHeading);
            if (i < cells.Count)
            {
                var y = pages.Y + Padding;
                foreach (var line in cells[i].Skip(from).Take(take))
                {
                    pages.Line(line, PdfStyle.Cell, x + Padding, y);
                    y += LineHeight;
                }
            }
            x += widths[i];
        }
        pages.Skip(height);
    }

    private IReadOnlyList<IReadOnlyList<PdfLine>> Broken(PdfTableRow row, List<double> widths) =>
        [.. row.Cells.Select((cell, i) => (IReadOnlyList<PdfLine>)[.. cell.SelectMany(paragraph => lines.Break(Runs(paragraph, row.IsHeading), PdfStyle.Cell, widths[i] - 2 * Padding))])];

    private static IReadOnlyList<PdfRun> Runs(PdfParagraph paragraph, bool isHeading)
    {
        IReadOnlyList<PdfRun> runs = paragraph.Marker.Length > 0 ? [new PdfRun(paragraph.Marker + " "), .. paragraph.Runs] : paragraph.Runs;
        return isHeading ? [.. runs.Select(run => run with { Look = run.Look with { IsBold = true } })] : runs;
    }

    private static double Height(IReadOnlyList<IReadOnlyList<PdfLine>> cells) => cells.Max(cell => Math.Max(1, cell.Count)) * LineHeight + 2 * Padding;

    private List<double> Widths(PdfTable table, int columns)
    {
        var (longest, natural) = (new double[columns], new double[columns]);
        var size = PdfStyleOf.Of(PdfStyle.Cell).Size;
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < row.Cells.Count; i++)
            {
                var words = row.Cells[i].Select(paragraph => paragraph.Words.ReplaceLineEndings(" ")).ToList();
                natural[i] = Math.Max(natural[i], words.Sum(text => Width(text, row.IsHeading)));
                longest[i] = Math.Max(longest[i], words.SelectMany(text => text.Split(' ')).Select(word => Width(word, row.IsHeading)).DefaultIfEmpty().Max());
            }
        }
        for (var i = 0; i < columns; i++)
        {
            longest[i] = Math.Max(Narrowest, Math.Min(longest[i] + 2 * Padding, PdfPages.Width / Math.Min(columns, 3)));
            // A long text does not push the others aside without end.
            natural[i] = Math.Max(longest[i], Math.Min(natural[i] + 2 * Padding, PdfPages.Width * 0.6));
        }
        var (least, wanted) = (longest.Sum(), natural.Sum());
        return [.. Enumerable.Range(0, columns).Select(i =>
            wanted <= PdfPages.Width ? natural[i] * PdfPages.Width / wanted
            : least >= PdfPages.Width ? longest[i] * PdfPages.Width / least
            : longest[i] + (natural[i] - longest[i]) * (PdfPages.Width - least) / (wanted - least))];

        double Width(string text, bool isHeading) => text.Length > 400 ? 2000 : measure.Width(text, new(isHeading, false, false), size);
    }
}
