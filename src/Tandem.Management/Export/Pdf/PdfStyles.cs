namespace Tandem.Management.Export.Pdf;

/// <summary>Sizes and distances in points.</summary>
/// <param name="Size">Of the font.</param>
/// <param name="Before">Above the paragraph.</param>
/// <param name="After">Below the paragraph.</param>
/// <param name="Look">How its text is set.</param>
internal sealed record PdfStyleOf(double Size, double Before, double After, PdfLook Look)
{
    private const double Leading = 1.4;

    internal double LineHeight => Size * Leading;

    internal static PdfStyleOf Of(PdfStyle style) => style switch
    {
        PdfStyle.Normal => new(10, 0, 6, default),
        PdfStyle.Heading1 => new(18, 12, 6, new(true, false, false)),
        PdfStyle.Heading2 => new(14, 12, 4, new(true, false, false)),
        PdfStyle.Heading3 => new(12, 10, 4, new(true, false, false)),
        PdfStyle.Heading4 => new(10.5, 8, 3, new(true, false, false)),
        PdfStyle.Quote => new(10, 0, 6, new(false, true, false)),
        PdfStyle.Code => new(9, 0, 0, new(false, false, true)),
        PdfStyle.Cell => new(9, 0, 0, default),
        PdfStyle.Small => new(7.5, 0, 0, default),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>0 for the first level of headings; null for what is none.</summary>
    internal static int? LevelOf(PdfStyle style) => style is >= PdfStyle.Heading1 and <= PdfStyle.Heading4 ? style - PdfStyle.Heading1 : null;
}
