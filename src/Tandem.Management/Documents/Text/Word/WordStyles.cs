using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tandem.Management.Documents.Text.Word;

/// <summary>The styles by which a document looks alike everywhere and can be given another look in one place.</summary>
internal static class WordStyles
{
    internal const string Small = "Small";

    internal const string Quote = "Quote";

    internal const string Code = "CodeText";

    internal const string Table = "TableText";

    private static readonly int[] HalfPoints = [36, 30, 26, 24, 22, 22];

    internal static string Heading(int level) => string.Create(CultureInfo.InvariantCulture, $"Heading{level}");

    internal static Styles Styles()
    {
        var styles = new Styles(new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" }, new FontSize { Val = "22" }, new Languages { Val = "en-GB" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "120", Line = "276", LineRule = LineSpacingRuleValues.Auto }))));
        styles.Append(new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });
        for (var level = 1; level <= HalfPoints.Length; level++)
        {
            styles.Append(new Style(
                new StyleName { Val = string.Create(CultureInfo.InvariantCulture, $"heading {level}") }, new BasedOn { Val = "Normal" }, new NextParagraphStyle { Val = "Normal" },
                new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "240", After = "80" }, new OutlineLevel { Val = level - 1 }),
                new StyleRunProperties(new Bold(), new FontSize { Val = HalfPoints[level - 1].ToString(CultureInfo.InvariantCulture) }))
            { Type = StyleValues.Paragraph, StyleId = Heading(level) });
        }
        styles.Append(Of(Small, new StyleRunProperties(new Color { Val = "595959" }, new FontSize { Val = "16" })));
        styles.Append(Of(Quote, new StyleRunProperties(new Italic())));
        styles.Append(Of(Code, new StyleRunProperties(new RunFonts { Ascii = "Consolas", HighAnsi = "Consolas" }, new FontSize { Val = "20" })));
        styles.Append(Of(Table, new StyleRunProperties(new FontSize { Val = "20" })));
        styles.Append(new Style(new StyleName { Val = "Hyperlink" }, new StyleRunProperties(new Color { Val = "0563C1" }, new Underline { Val = UnderlineValues.Single })) { Type = StyleValues.Character, StyleId = "Hyperlink" });
        return styles;
    }

    private static Style Of(string id, StyleRunProperties run) => new(new StyleName { Val = id }, new BasedOn { Val = "Normal" }, run) { Type = StyleValues.Paragraph, StyleId = id };
}
