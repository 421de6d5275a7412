using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Tandem.Management.Export.Pdf;

/// <summary>The pages of a file and how far the current one is filled. Points, from the top left corner of an A4 page.</summary>
internal sealed class PdfPages(PdfDocument document, PdfMeasure measure, PdfFrame frame) : IDisposable
{
    internal const double Left = 57;
    internal const double Width = 595 - 2 * Left;
    internal const double Top = 66;
    internal const double Bottom = 842 - 62;

    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x1b, 0x1b, 0x1b));
    private static readonly XBrush LinkInk = new XSolidBrush(XColor.FromArgb(0x05, 0x4d, 0xa7));
    private static readonly XBrush Grey = new XSolidBrush(XColor.FromArgb(0x55, 0x55, 0x55));
    private static readonly XPen Border = new(XColor.FromArgb(0x76, 0x76, 0x76), 0.5);
    private static readonly XBrush Shade = new XSolidBrush(XColor.FromArgb(0xf0, 0xf0, 0xf0));

    private static readonly double SmallSize = PdfStyleOf.Of(PdfStyle.Small).Size;

    private XGraphics? _graphics;
    private PdfPage? _page;

    /// <summary>Where the next thing begins.</summary>
    internal double Y { get; private set; } = Bottom;

    private XFont SmallFont => measure.Font(default, SmallSize);

    internal bool IsAtTop => Y <= Top;

    internal double Room => Bottom - Y;

    internal PdfPage Page => _page!;

    internal void Begin()
    {
        _graphics?.Dispose();
        _page = document.AddPage();
        (_page.Width, _page.Height) = (XUnit.FromPoint(595), XUnit.FromPoint(842));
        _graphics = XGraphics.FromPdfPage(_page);
        _graphics.DrawString(Fitted(frame.Header, Width), SmallFont, Grey, new XPoint(Left, 40));
        _graphics.DrawString(Fitted(frame.Footer, Width - 60), SmallFont, Grey, new XPoint(Left, 842 - 36));
        _graphics.DrawLine(Border, Left, 46, Left + Width, 46);
        Y = Top;
    }

    /// <summary>A new page where less than this is left.</summary>
    internal void Need(double height)
    {
        if (_page is null || (Room < height && !IsAtTop))
            Begin();
    }

    internal void Skip(double height) => Y = Math.Min(Bottom, Y + height);

    internal void Line(PdfLine line, PdfStyle style, double x, double y)
    {
        var of = PdfStyleOf.Of(style);
        foreach (var piece in line.Pieces)
        {
            var font = measure.Font(piece.Look, of.Size);
            _graphics!.DrawString(piece.Text, font, piece.Link is null ? Ink : LinkInk, new XPoint(x + piece.X, y + of.Size * 1.1));
            if (piece.Link is { } link)
                Page.AddWebLink(new PdfRectangle(_graphics.Transformer.WorldToDefaultPage(new XRect(x + piece.X, y, piece.Width, of.LineHeight))), link);
        }
    }

    internal void Marker(string marker, PdfStyle style, double x, double y)
    {
        var of = PdfStyleOf.Of(style);
        _graphics!.DrawString(marker, measure.Font(default, of.Size), Ink, new XPoint(x - measure.Width(marker, default, of.Size) - 5, y + of.Size * 1.1));
    }

    internal void Rule() => _graphics!.DrawLine(Border, Left, Y, Left + Width, Y);

    internal void Bar(double x, double y, double height) => _graphics!.DrawLine(new XPen(XColor.FromArgb(0xa0, 0xa0, 0xa0), 1.5), x, y, x, y + height);

    internal void Cell(double x, double width, double height, bool isShaded)
    {
        if (isShaded)
            _graphics!.DrawRectangle(Shade, x, Y, width, height);
        _graphics!.DrawRectangle(Border, x, Y, width, height);
    }

    /// <summary>The number of each page, once all are there.</summary>
    internal void Finish()
    {
        _graphics?.Dispose();
        _graphics = null;
        for (var i = 0; i < document.PageCount; i++)
        {
            using var graphics = XGraphics.FromPdfPage(document.Pages[i], XGraphicsPdfPageOptions.Append);
            var number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} of {document.PageCount}");
            graphics.DrawString(number, SmallFont, Grey, new XPoint(Left + Width - measure.Width(number, default, SmallSize), 842 - 36));
        }
    }

    public void Dispose() => _graphics?.Dispose();

    private string Fitted(string text, double width)
    {
        var lines = new PdfLines(measure).Break([new(text)], PdfStyle.Small, width);
        return lines.Count == 1 ? lines[0].Words : lines[0].Words.TrimEnd() + "…";
    }
}
