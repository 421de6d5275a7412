using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents.Text;

/// <summary>Reads and writes the text of documents: CommonMark with tables, without HTML, images and anything that could run. Pure.</summary>
internal static class DocumentMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    private static readonly string[] Schemes = ["http", "https", "mailto"];

    /// <summary>What is wrong with the form of a text; null when nothing is.</summary>
    internal static string? Problem(string text) =>
        text.Length > DocumentLimits.TextLength ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the text has {text.Length} characters; shorten it to {DocumentLimits.TextLength}, or split it into several documents")
        : text.Contains('\0', StringComparison.Ordinal) ? "the text holds a character that cannot be stored; type it again"
        : MarkdownBounds.IsBeyond(text, DocumentLimits.TextSigns) ? $"there are more than {DocumentLimits.TextSigns} signs of formatting, or too many quotations and lists on one line; write it plainer, or as several documents"
        : Write(text, 0) is null ? "quotations, lists, brackets or stars lie too deep in one another; write it flatter" : null;

    /// <summary>HTML that holds nothing but what this class lets through.</summary>
    /// <param name="text">Markdown without a <see cref="Problem"/>; one with is shown as it is.</param>
    /// <param name="lower">Levels by which headings are lowered, so that the page keeps its own first one.</param>
    internal static string ToHtml(string text, int lower = 0) =>
        (Problem(text) is null ? Write(text, lower) : null) ?? $"<pre>{System.Net.WebUtility.HtmlEncode(text)}</pre>";

    /// <summary>The text as readers see it, as a tree; null when it lies too deep.</summary>
    internal static MarkdownDocument? Parse(string text)
    {
        var document = ParseMarked(text);
        foreach (var heading in document?.Descendants<HeadingBlock>() ?? [])
            SectionMark.TakeOff(heading);
        return document;
    }

    /// <summary>The text as a tree with the marks of its headings (<see cref="SectionMark"/>); null when it lies too deep.</summary>
    internal static MarkdownDocument? ParseMarked(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return null; // the reader's own limit of depth
        }
    }

    private static string? Write(string text, int lower)
    {
        if (Parse(text) is not { } document)
            return null;
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Min(6, heading.Level + lower);
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsSafe(link.Url)).ToList())
            link.ReplaceBy(new LiteralInline(link.Url));
        foreach (var link in document.Descendants<LinkInline>())
        {
            // A picture would be fetched from elsewhere by everybody who reads.
            link.IsImage = false;
            link.Url = IsSafe(link.Url) ? link.Url : "";
        }
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        try
        {
            renderer.Render(document);
        }
        catch (ArgumentException)
        {
            return null;
        }
        return writer.ToString();
    }

    /// <summary>True for an address that a link may lead to.</summary>
    internal static bool IsSafe(string? url) =>
        url is not null && (url.StartsWith('#') || (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal))
            || (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && Schemes.Contains(absolute.Scheme, StringComparer.Ordinal)));
}
