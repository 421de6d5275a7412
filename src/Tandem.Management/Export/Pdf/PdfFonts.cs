using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Tandem.Management.Export.Pdf;

/// <summary>The fonts of PDF files, out of this program: Noto Sans and Noto Sans Mono, which hold Latin, Greek and Cyrillic. Other scripts are shown as boxes.</summary>
internal sealed class PdfFonts : IFontResolver
{
    private const string Sans = "NotoSans";
    private const string Mono = "NotoSansMono";

    private static readonly Lock Setting = new();

    private PdfFonts()
    {
    }

    public byte[] GetFont(string faceName)
    {
        using var stream = typeof(PdfFonts).Assembly.GetManifestResourceStream("Fonts/" + faceName) ?? throw new InvalidOperationException($"the font `{faceName}` is not part of the program");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName == Mono ? "NotoSansMono_400Regular" : (isBold, isItalic) switch
    {
        (true, true) => "NotoSans_700Bold_Italic",
        (true, false) => "NotoSans_700Bold",
        (false, true) => "NotoSans_400Regular_Italic",
        _ => "NotoSans_400Regular",
    });

    /// <summary>A font of the size in points.</summary>
    internal static XFont Of(PdfLook look, double size)
    {
        Set();
        return new(look.IsCode ? Mono : Sans, size, (look.IsBold, look.IsItalic) switch
        {
            (true, true) => XFontStyleEx.BoldItalic,
            (true, false) => XFontStyleEx.Bold,
            (false, true) => XFontStyleEx.Italic,
            _ => XFontStyleEx.Regular,
        });
    }

    // The library knows one resolver for the whole process, and none may be set twice.
    private static void Set()
    {
        lock (Setting)
            GlobalFontSettings.FontResolver ??= new PdfFonts();
    }
}
