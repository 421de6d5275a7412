using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Markdig.Syntax;
using Table = DocumentFormat.OpenXml.Wordprocessing.Table;
using TableCell = DocumentFormat.OpenXml.Wordprocessing.TableCell;
using TableRow = DocumentFormat.OpenXml.Wordprocessing.TableRow;

namespace Tandem.Management.Documents.Text.Word;

/// <summary>Blocks of Markdown as paragraphs and tables of a Word document.</summary>
/// <param name="main">Part that keeps the addresses of links.</param>
/// <param name="lists">Lists of the document.</param>
internal sealed class WordBlocks(MainDocumentPart main, WordLists lists)
{
    private const int DeepestLevel = 8;

    /// <param name="text">Markdown; one with a problem becomes one paragraph as it is.</param>
    internal IEnumerable<OpenXmlElement> Of(string text) =>
        DocumentMarkdown.Problem(text) is null && DocumentMarkdown.Parse(text) is { } document ? document.SelectMany(block => Of(block, "Normal")) : [Paragraph("Normal", WordInlines.Plain(text))];

    private IEnumerable<OpenXmlElement> Of(Block block, string style) => block switch
    {
        HeadingBlock heading => [Paragraph(WordStyles.Heading(heading.Level), WordInlines.Of(heading.Inline, main))],
        ParagraphBlock paragraph => [Paragraph(style, WordInlines.Of(paragraph.Inline, main))],
        ListBlock list => List(list, 0),
        QuoteBlock quote => quote.SelectMany(inner => Of(inner, WordStyles.Quote)),
        Markdig.Extensions.Tables.Table table => [Table(table), Paragraph("Normal", [])],
        CodeBlock code => code.Lines.Lines.Take(code.Lines.Count).Select(line => Paragraph(WordStyles.Code, WordInlines.Plain(line.ToString()))),
        ThematicBreakBlock => [new Paragraph(new ParagraphProperties(new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 6U, Color = "767676" })))],
        ContainerBlock container => container.SelectMany(inner => Of(inner, style)),
        LeafBlock { Inline: { } inline } => [Paragraph(style, WordInlines.Of(inline, main))],
        // Definitions of links are no text.
        _ => [],
    };

    private IEnumerable<OpenXmlElement> List(ListBlock list, int level)
    {
        var number = lists.Begin(list.IsOrdered, int.TryParse(list.OrderedStart, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var start) ? Math.Max(1, start) : 1);
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var isFirst = true;
            foreach (var block in item)
            {
                if (block is ListBlock inner)
                {
                    foreach (var element in List(inner, Math.Min(level + 1, DeepestLevel)))
                        yield return element;
                    continue;
                }
                foreach (var element in Of(block, "Normal"))
                {
                    if (isFirst && element is Paragraph paragraph)
                        paragraph.ParagraphProperties!.Append(new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = number }));
                    isFirst = false;
                    yield return element;
                }
            }
        }
    }

    private Table Table(Markdig.Extensions.Tables.Table source)
    {
        var table = new Table(
            new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, new TableBorders(
                Border<TopBorder>(), Border<LeftBorder>(), Border<BottomBorder>(), Border<RightBorder>(), Border<InsideHorizontalBorder>(), Border<InsideVerticalBorder>())),
            new TableGrid(Enumerable.Range(0, Math.Max(1, source.OfType<Markdig.Extensions.Tables.TableRow>().Max(row => row.Count))).Select(_ => new GridColumn())));
        foreach (var row in source.OfType<Markdig.Extensions.Tables.TableRow>())
        {
            var written = new TableRow();
            if (row.IsHeader)
                written.Append(new TableRowProperties(new CantSplit(), new TableHeader()));
            foreach (var cell in row.OfType<Markdig.Extensions.Tables.TableCell>())
            {
                var content = cell.SelectMany(block => Of(block, WordStyles.Table)).ToList();
                if (row.IsHeader)
                {
                    foreach (var run in content.SelectMany(element => element.Descendants<Run>()))
                        (run.RunProperties ??= new RunProperties()).PrependChild(new Bold());
                }
                // A cell holds a paragraph, even when it is empty.
                written.Append(new TableCell([new TableCellProperties(), .. content.Count > 0 ? content : [Paragraph(WordStyles.Table, [])]]));
            }
            table.Append(written);
        }
        return table;
    }

    private static T Border<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4U, Color = "767676" };

    private static Paragraph Paragraph(string style, IEnumerable<OpenXmlElement> content) => new([new ParagraphProperties(new ParagraphStyleId { Val = style }), .. content]);
}
