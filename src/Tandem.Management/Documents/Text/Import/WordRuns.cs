using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using RunText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Tandem.Management.Documents.Text.Import;

/// <summary>Runs of a Word file as a line of Markdown: bold, slanted, code and links; what people deleted, hid or noted is not taken over.</summary>
internal sealed class WordRuns(MainDocumentPart main, LeftOut leftOut)
{
    private readonly record struct Look(bool IsBold, bool IsItalic, bool IsCode, string? Link);

    private readonly List<string> _notes = [];

    /// <summary>Texts of footnotes met so far, in their order.</summary>
    internal IReadOnlyList<string> Notes => _notes;

    /// <param name="container">A paragraph.</param>
    /// <param name="isPlain">True where everything is bold anyway, such as a heading.</param>
    /// <param name="isOneLine">True where a break cannot be kept, such as a cell.</param>
    internal string Of(OpenXmlElement container, bool isPlain, bool isOneLine)
    {
        var pieces = new List<(string Text, Look Look)>();
        Walk(container, default, pieces);
        var merged = new List<(string Text, Look Look)>();
        foreach (var (text, look) in pieces)
        {
            var shown = isPlain ? look with { IsBold = false, IsItalic = false } : look;
            if (merged.Count > 0 && merged[^1].Look == shown)
                merged[^1] = (merged[^1].Text + text, shown);
            else
                merged.Add((text, shown));
        }
        var written = string.Concat(merged.Select(piece => Written(piece.Text, piece.Look, isOneLine || isPlain))).Trim();
        return isOneLine ? written.Replace("|", "\\|", StringComparison.Ordinal) : written;
    }

    /// <summary>The text alone, without anything that is formatting; for code.</summary>
    internal string Plain(OpenXmlElement container)
    {
        var pieces = new List<(string Text, Look Look)>();
        Walk(container, default, pieces);
        return string.Concat(pieces.Select(piece => piece.Text));
    }

    private void Walk(OpenXmlElement container, Look look, List<(string Text, Look Look)> pieces)
    {
        foreach (var element in container.ChildElements)
        {
            switch (element)
            {
                case Run run when run.RunProperties?.Vanish is { } vanish && IsOn(vanish):
                    leftOut.Count("hidden texts");
                    break;
                case Run run:
                    Walk(run, LookOf(run, look), pieces);
                    break;
                case RunText text:
                    pieces.Add((Tidy(text.Text), look));
                    break;
                case TabChar:
                    pieces.Add((" ", look));
                    break;
                case NoBreakHyphen:
                    pieces.Add(("-", look));
                    break;
                case Break { Type: null } or CarriageReturn:
                    pieces.Add(("\n", look));
                    break;
                case Hyperlink link:
                    Walk(link, look with { Link = AddressOf(link) }, pieces);
                    break;
                case FootnoteReference note:
                    Note(note, look, pieces);
                    break;
                case DeletedRun or MoveFromRun:
                    leftOut.Count("passages deleted with changes tracked");
                    break;
                case CommentReference:
                    leftOut.Count("comments");
                    break;
                case EndnoteReference:
                    leftOut.Count("endnotes");
                    break;
                case Drawing or Picture or EmbeddedObject or AlternateContent:
                    leftOut.Count("pictures, text boxes and other objects");
                    break;
                case SymbolChar:
                    leftOut.Count("symbols of a special font");
                    break;
                case ParagraphProperties or RunProperties or FieldCode or DeletedText or DeletedFieldCode or SdtProperties:
                    break;
                case DocumentFormat.OpenXml.Math.OfficeMath or DocumentFormat.OpenXml.Math.Paragraph:
                    leftOut.Count("formulas");
                    break;
                default:
                    Walk(element, look, pieces);
                    break;
            }
        }
    }

    private void Note(FootnoteReference reference, Look look, List<(string Text, Look Look)> pieces)
    {
        if (main.FootnotesPart?.Footnotes?.Elements<Footnote>().FirstOrDefault(note => note.Id?.Value == reference.Id?.Value) is not { } footnote)
            return;
        var number = _notes.Count + 1;
        pieces.Add((string.Create(CultureInfo.InvariantCulture, $"[{number}]"), look));
        _notes.Add("");
        _notes[number - 1] = string.Join(' ', footnote.Elements<Paragraph>().Select(paragraph => Of(paragraph, isPlain: false, isOneLine: false)).Where(text => text.Length > 0));
    }

    private static Look LookOf(Run run, Look look)
    {
        var properties = run.RunProperties;
        var style = properties?.RunStyle?.Val?.Value ?? "";
        var font = properties?.RunFonts?.Ascii?.Value ?? "";
        return look with
        {
            IsBold = properties?.Bold is { } bold ? IsOn(bold) : style == "Strong",
            IsItalic = properties?.Italic is { } italic ? IsOn(italic) : style == "Emphasis",
            IsCode = font.StartsWith("Consolas", StringComparison.OrdinalIgnoreCase) || font.StartsWith("Courier", StringComparison.OrdinalIgnoreCase) || style.Contains("Code", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static bool IsOn(OnOffType value) => value.Val is null || value.Val.Value;

    private string? AddressOf(Hyperlink link)
    {
        var address = link.Id?.Value is { } id ? main.HyperlinkRelationships.FirstOrDefault(relation => relation.Id == id)?.Uri : null;
        return address is { IsAbsoluteUri: true } && DocumentMarkdown.IsSafe(address.AbsoluteUri) ? address.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal) : null;
    }

    private static string Written(string text, Look look, bool isOneLine)
    {
        if (text.Trim().Length == 0)
            return look.IsCode || !text.Contains('\n', StringComparison.Ordinal) ? text : Lines(text, isOneLine);
        // What surrounds the words stays outside of the signs, or these would be read as text.
        var words = text.Trim();
        var (before, after) = (text[..text.IndexOf(words, StringComparison.Ordinal)], text[(text.IndexOf(words, StringComparison.Ordinal) + words.Length)..]);
        var inner = look.IsCode && !words.Contains('`', StringComparison.Ordinal) ? $"`{words.ReplaceLineEndings(" ")}`" : Lines(Placeholders.Escape(words), isOneLine);
        var sign = (look.IsBold ? "**" : "") + (look.IsItalic ? "*" : "");
        inner = sign + inner + string.Concat(sign.Reverse());
        return Lines(before, isOneLine) + (look.Link is { } link ? $"[{inner}]({link})" : inner) + Lines(after, isOneLine);
    }

    private static string Lines(string text, bool isOneLine) => text.Replace("\n", isOneLine ? " " : "  \n", StringComparison.Ordinal);

    // Characters that no text keeps; a line ends by a break alone.
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var letter in text)
            tidy.Append(letter is '\n' or '\r' or '\t' || char.IsControl(letter) ? ' ' : letter);
        return tidy.ToString();
    }
}
