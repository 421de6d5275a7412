using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Markdig.Syntax.Inlines;

namespace Tandem.Management.Documents.Text.Word;

/// <summary>Parts of a line as runs and links of a Word document.</summary>
internal static class WordInlines
{
    /// <summary>How a run is set.</summary>
    private readonly record struct Look(bool IsBold, bool IsItalic, bool IsCode, bool IsLink);

    internal static IEnumerable<OpenXmlElement> Of(ContainerInline? container, MainDocumentPart main) => Of(container, default, main);

    internal static IEnumerable<OpenXmlElement> Plain(string text) => [Run(text, default)];

    /// <summary>A text without the characters that XML cannot carry.</summary>
    internal static string Printable(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xffff || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));

    private static IEnumerable<OpenXmlElement> Of(ContainerInline? container, Look look, MainDocumentPart main) => container is null ? [] : container.SelectMany(inline => Of(inline, look, main));

    private static IEnumerable<OpenXmlElement> Of(Inline inline, Look look, MainDocumentPart main) => inline switch
    {
        LiteralInline literal => [Run(literal.Content.ToString(), look)],
        CodeInline code => [Run(code.Content, look with { IsCode = true })],
        HtmlEntityInline entity => [Run(entity.Transcoded.ToString(), look)],
        LineBreakInline { IsHard: true } => [new Run(new Break())],
        LineBreakInline => [Run(" ", look)],
        AutolinkInline link => Link(link.IsEmail ? "mailto:" + link.Url : link.Url, [Run(link.Url, look with { IsLink = true })], main),
        // A picture would be fetched from elsewhere: its words stay.
        LinkInline link => Link(link.Url, [.. Of(link, look with { IsLink = DocumentMarkdown.IsSafe(link.Url) }, main)], main),
        EmphasisInline emphasis => Of(emphasis, emphasis.DelimiterCount >= 2 ? look with { IsBold = true } : look with { IsItalic = true }, main),
        ContainerInline inner => Of(inner, look, main),
        _ => [],
    };

    private static IEnumerable<OpenXmlElement> Link(string? url, IReadOnlyList<OpenXmlElement> content, MainDocumentPart main)
    {
        if (!DocumentMarkdown.IsSafe(url) || !Uri.TryCreate(url, UriKind.Absolute, out var address))
            return content;
        return [new Hyperlink(content) { Id = main.AddHyperlinkRelationship(address, isExternal: true).Id }];
    }

    private static Run Run(string text, Look look)
    {
        var properties = new RunProperties();
        if (look.IsLink)
            properties.Append(new RunStyle { Val = "Hyperlink" });
        if (look.IsCode)
            properties.Append(new RunFonts { Ascii = "Consolas", HighAnsi = "Consolas" });
        if (look.IsBold)
            properties.Append(new Bold());
        if (look.IsItalic)
            properties.Append(new Italic());
        return new Run(properties, new DocumentFormat.OpenXml.Wordprocessing.Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve });
    }
}
