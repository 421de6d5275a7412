using PdfSharp.Drawing;

namespace Tandem.Management.Export.Pdf;

/// <summary>How wide texts are; the same word is measured once.</summary>
internal sealed class PdfMeasure : IDisposable
{
    private readonly XGraphics _context = XGraphics.CreateMeasureContext(new XSize(595, 842), XGraphicsUnit.Point, XPageDirection.Downwards);

    private readonly Dictionary<(PdfLook Look, double Size), XFont> _fonts = [];

    private readonly Dictionary<(PdfLook Look, double Size, string Text), double> _widths = [];

    internal XFont Font(PdfLook look, double size) => _fonts.TryGetValue((look, size), out var known) ? known : _fonts[(look, size)] = PdfFonts.Of(look, size);

    /// <summary>Points.</summary>
    internal double Width(string text, PdfLook look, double size) =>
        _widths.TryGetValue((look, size, text), out var known) ? known : _widths[(look, size, text)] = _context.MeasureString(text, Font(look, size)).Width;

    public void Dispose() => _context.Dispose();
}
