using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Tandem.Management.Export.Pdf;

namespace Tandem.Management.Documents.Text.Pdf;

/// <summary>Markdown as blocks of a PDF file. Pure.</summary>
internal static class PdfMarkdown
{
    private const double Step = 18;

    private static readonly string[] Bullets = ["•", "–", "·"];

    /// <param name="text">Markdown; one with a problem becomes one paragraph as it is.</param>
    internal static IEnumerable<PdfBlock> Blocks(string text) =>
        DocumentMarkdown.Problem(text) is null && DocumentMarkdown.Parse(text) is { } document ? document.SelectMany(block => Of(block, PdfStyle.Normal, 0)) : [new PdfParagraph([new(text)])];

    private static IEnumerable<PdfBlock> Of(Block block, PdfStyle style, double indent) => block switch
    {
        HeadingBlock heading => [new PdfParagraph(Runs(heading.Inline), (PdfStyle)((int)PdfStyle.Heading1 + Math.Min(heading.Level, 4) - 1), indent)],
        ParagraphBlock paragraph => [new PdfParagraph(Runs(paragraph.Inline), style, indent)],
        ListBlock list => List(list, style, indent, 0),
        QuoteBlock quote => quote.SelectMany(inner => Of(inner, PdfStyle.Quote, indent + Step)),
        Table table => [new PdfTable([.. table.OfType<TableRow>().Select(Row)])],
        CodeBlock code => [.. code.Lines.Lines.Take(code.Lines.Count).Select(line => new PdfParagraph([new(line.ToString())], PdfStyle.Code, indent + Step / 2)), new PdfParagraph([], PdfStyle.Small)],
        ThematicBreakBlock => [new PdfRule()],
        ContainerBlock container => container.SelectMany(inner => Of(inner, style, indent)),
        LeafBlock { Inline: { } inline } => [new PdfParagraph(Runs(inline), style, indent)],
        // Definitions of links are no text.
        _ => [],
    };

    private static IEnumerable<PdfBlock> List(ListBlock list, PdfStyle style, double indent, int level)
    {
        var number = int.TryParse(list.OrderedStart, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var marker = list.IsOrdered ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number++}.") : Bullets[Math.Min(level, Bullets.Length - 1)];
            foreach (var block in item)
            {
                foreach (var inner in block is ListBlock nested ? List(nested, style, indent + Step, level + 1) : Of(block, style, indent + Step))
                {
                    yield return marker.Length > 0 && inner is PdfParagraph first ? first with { Marker = marker } : inner;
                    marker = "";
                }
            }
        }
    }

    private static PdfTableRow Row(TableRow row) => new(row.IsHeader, [.. row.OfType<TableCell>().Select(cell => (IReadOnlyList<PdfParagraph>)[.. cell.SelectMany(block => Of(block, PdfStyle.Cell, 0)).OfType<PdfParagraph>()])]);

    private static IReadOnlyList<PdfRun> Runs(ContainerInline? container) => [.. Runs(container, default, null)];

    private static IEnumerable<PdfRun> Runs(ContainerInline? container, PdfLook look, string? link) => container is null ? [] : container.SelectMany(inline => Runs(inline, look, link));

    private static IEnumerable<PdfRun> Runs(Inline inline, PdfLook look, string? link) => inline switch
    {
        LiteralInline literal => [new(literal.Content.ToString(), look, link)],
        CodeInline code => [new(code.Content, look with { IsCode = true }, link)],
        HtmlEntityInline entity => [new(entity.Transcoded.ToString(), look, link)],
        LineBreakInline { IsHard: true } => [new("\n", look, link)],
        LineBreakInline => [new(" ", look, link)],
        AutolinkInline auto => [new(auto.Url, look, Address(auto.IsEmail ? "mailto:" + auto.Url : auto.Url))],
        // A picture would be fetched from elsewhere: its words stay.
        LinkInline to => Runs(to, look, Address(to.Url)),
        EmphasisInline emphasis => Runs(emphasis, emphasis.DelimiterCount >= 2 ? look with { IsBold = true } : look with { IsItalic = true }, link),
        ContainerInline inner => Runs(inner, look, link),
        _ => [],
    };

    // Addresses of this installation lead nowhere in a file that is sent around.
    private static string? Address(string? url) => DocumentMarkdown.IsSafe(url) && Uri.TryCreate(url, UriKind.Absolute, out var address) && !address.IsFile ? address.AbsoluteUri : null;
}
