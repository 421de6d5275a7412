using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tandem.Management.Documents.Text.Import;

/// <summary>The body of a Word file as Markdown: headings, paragraphs, lists, tables, quotations and code.</summary>
internal sealed class WordReader(MainDocumentPart main)
{
    private enum Kind
    {
        Other,
        Item,
        Code,
        Quote,
    }

    private readonly StringBuilder _text = new();

    private readonly LeftOut _leftOut = new();

    private readonly WordStyleSheet _styles = new(main);

    // How far each list has counted, by list and level.
    private readonly Dictionary<(int List, int Level), int> _counted = [];

    private Kind _last;

    // The list at the outermost level that was written last.
    private (int List, bool IsOrdered) _top;

    private int _depth;

    private bool _isSecondSign;

    internal ImportedText Read(Body body)
    {
        var runs = new WordRuns(main, _leftOut);
        Walk(body, runs);
        for (var i = 0; i < runs.Notes.Count; i++)
            Add(Kind.Other, string.Create(CultureInfo.InvariantCulture, $"\\[{i + 1}\\] {runs.Notes[i]}"));
        if (main.HeaderParts.Any(part => part.Header?.InnerText.Length > 0) || main.FooterParts.Any(part => part.Footer?.InnerText.Length > 0))
            _leftOut.Count("headers and footers of pages");
        return new(_text.ToString().Trim('\n') + "\n", _leftOut.ToList());
    }

    private void Walk(OpenXmlElement container, WordRuns runs)
    {
        foreach (var element in container.ChildElements)
        {
            switch (element)
            {
                case Paragraph paragraph:
                    Add(paragraph, runs);
                    break;
                case Table table:
                    Add(table, runs);
                    break;
                case SectionProperties or SdtProperties or BookmarkStart or BookmarkEnd:
                    break;
                case AltChunk:
                    _leftOut.Count("documents inside the document");
                    break;
                default:
                    Walk(element, runs);
                    break;
            }
        }
    }

    private void Add(Paragraph paragraph, WordRuns runs)
    {
        if (_styles.IsCalled(paragraph, "toc"))
        {
            _leftOut.Count("lines of a table of contents");
            return;
        }
        if (_styles.IsCalled(paragraph, "CodeText", "HTMLPreformatted", "SourceCode"))
        {
            Add(Kind.Code, "    " + runs.Plain(paragraph).Replace("\n", "\n    ", StringComparison.Ordinal).TrimEnd());
            return;
        }
        var heading = _styles.HeadingOf(paragraph);
        var text = runs.Of(paragraph, isPlain: heading is not null, isOneLine: false);
        if (text.Length == 0)
        {
            if (paragraph.ParagraphProperties?.ParagraphBorders?.BottomBorder is not null)
                Add(Kind.Other, "---");
            return;
        }
        if (heading is { } level)
            Add(Kind.Other, new string('#', level) + " " + text);
        else if (_styles.ItemOf(paragraph) is { } item)
            AddItem(item.List, item.Level, text);
        else if (_styles.IsCalled(paragraph, "Quote", "IntenseQuote"))
            Add(Kind.Quote, "> " + text.Replace("\n", "\n> ", StringComparison.Ordinal));
        else
            Add(Kind.Other, IsRule(text) ? "\\" + text : text);
    }

    private void AddItem(int list, int level, string text)
    {
        var (isOrdered, start) = _styles.ListOf(list, level);
        // A level that is skipped would be read as code.
        _depth = _last == Kind.Item ? Math.Min(level, _depth + 1) : 0;
        var isNext = _last == Kind.Item && _depth == 0 && list != _top.List;
        if (_depth == 0)
        {
            // Two lists of a kind next to each other are told apart by their signs.
            _isSecondSign = _last == Kind.Item && (isNext ? isOrdered == _top.IsOrdered && !_isSecondSign : _isSecondSign);
            _top = (list, isOrdered);
        }
        var number = _counted.TryGetValue((list, level), out var last) ? last + 1 : start;
        _counted[(list, level)] = number;
        foreach (var deeper in _counted.Keys.Where(key => key.List == list && key.Level > level).ToList())
            _counted.Remove(deeper);
        var sign = isOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number}{(_isSecondSign ? ')' : '.')}") : _isSecondSign ? "*" : "-";
        var indent = new string(' ', 4 * _depth);
        if (isNext)
            _last = Kind.Other;
        Add(Kind.Item, $"{indent}{sign} {text.Replace("\n", "\n" + indent + "    ", StringComparison.Ordinal)}");
    }

    private void Add(Table table, WordRuns runs)
    {
        var rows = table.Elements<TableRow>().Select((row, i) => Cells(row, runs, isHeading: i == 0)).Where(row => row.Count > 0).ToList();
        if (rows.Count == 0)
            return;
        var columns = Math.Min(rows.Max(row => row.Count), 100);
        var written = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            written.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Enumerable.Range(0, columns).Select(column => column < rows[i].Count ? rows[i][column] : ""))} |\n");
            if (i == 0)
                written.Append('|').Insert(written.Length, "---|", columns).Append('\n');
        }
        Add(Kind.Other, written.ToString().TrimEnd('\n'));
    }

    private List<string> Cells(TableRow row, WordRuns runs, bool isHeading)
    {
        var cells = new List<string>();
        foreach (var cell in row.Descendants<TableCell>().Where(cell => cell.Ancestors<TableRow>().First() == row))
        {
            if (cell.TableCellProperties?.VerticalMerge is { } merge && (merge.Val is null || merge.Val.Value == MergedCellValues.Continue))
                _leftOut.Count("merged cells, which became empty ones");
            if (cell.Descendants<Table>().Any())
                _leftOut.Count("tables inside tables, whose words stand in the cell");
            cells.Add(string.Join(' ', cell.Descendants<Paragraph>().Select(paragraph => runs.Of(paragraph, isPlain: isHeading, isOneLine: true)).Where(text => text.Length > 0)));
            var span = Math.Clamp(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, 100);
            for (var i = 1; i < span; i++)
            {
                cells.Add("");
                _leftOut.Count("merged cells, which became empty ones");
            }
        }
        return cells;
    }

    private void Add(Kind kind, string block)
    {
        // Lines of code, items of a list and lines of a quotation belong together.
        if (_text.Length > 0)
            _text.Append(kind != Kind.Other && kind == _last ? (kind == Kind.Quote ? "\n>\n" : "\n") : "\n\n");
        _text.Append(block);
        _last = kind;
    }

    // A line of such signs alone would be read as a rule, or as making a heading of what stands before it.
    private static bool IsRule(string text) => text.Length > 0 && text.All(letter => letter is '-' or '=' or ' ') && text[0] != ' ';
}
