using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Comments.Markup;

/// <summary>Reads and writes the text of comments: CommonMark without HTML and headings, with mentions and keys of records. Pure.</summary>
internal sealed class CommentMarkdown
{
    private static readonly Dictionary<string, string> NoNames = [];

    private readonly MarkdownPipeline _pipeline;

    public CommentMarkdown(Registers registers)
        : this(registers.All.ToDictionary(register => register.KeyPrefix, register => (Func<string, string>)register.PathOf, StringComparer.Ordinal))
    {
    }

    /// <param name="paths">Address of a record from its key, by the first letters of keys.</param>
    internal CommentMarkdown(Dictionary<string, Func<string, string>> paths)
    {
        paths[Comment.KeyPrefix] = Comment.PathOf;
        var builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation().DisableHtml().DisableHeadings().UseAutoLinks().UseSoftlineBreakAsHardlineBreak();
        builder.InlineParsers.Insert(0, new RecordKeyParser(paths));
        builder.InlineParsers.Insert(0, new MentionParser());
        _pipeline = builder.Build();
    }

    /// <summary>What is wrong with the form of a text; null when nothing is. What cannot be written as HTML is wrong too: it would take the page away from everybody.</summary>
    internal string? Problem(string text) =>
        MarkdownBounds.IsBeyond(text) ? $"there are more than {MarkdownBounds.MostSigns} signs of formatting, or too many quotations and lists on one line; write it plainer, or as several comments"
        : Write(text, NoNames) is null ? "quotations, lists, brackets or stars lie too deep in one another; write it flatter" : null;

    /// <summary>The mentions in a text that can be read, each once.</summary>
    internal IReadOnlyList<MentionInline> Mentions(string text) =>
        (Parse(text)?.Descendants<MentionInline>() ?? []).DistinctBy(mention => (mention.Reference, mention.IsLoose)).ToList();

    /// <summary>The text with each mention of a known person replaced by one by key.</summary>
    /// <param name="text">As it was entered.</param>
    /// <param name="keys">Keys of people by what stands after the `@`.</param>
    internal string WithKeys(string text, IReadOnlyDictionary<string, string> keys)
    {
        var result = new StringBuilder(text);
        // From the end, so that places before stay where they are.
        foreach (var mention in (Parse(text)?.Descendants<MentionInline>() ?? []).OrderByDescending(mention => mention.Span.Start))
        {
            if (keys.TryGetValue(mention.Reference, out var key) && text[mention.Span.Start] == '@')
                result.Remove(mention.Span.Start, mention.Span.Length).Insert(mention.Span.Start, $"@{key}");
        }
        return result.ToString();
    }

    /// <summary>HTML that holds nothing but what this class writes.</summary>
    /// <param name="text">A stored text.</param>
    /// <param name="names">Names of the mentioned people by key.</param>
    internal string ToHtml(string text, IReadOnlyDictionary<string, string> names)
    {
        if (Write(text, names) is { } written)
            return written;
        using var html = new StringWriter();
        new HtmlRenderer(html).WriteEscape(text);
        return html.ToString();
    }

    // Null for what lies too deep; the writer has a limit of its own, which the reader's does not keep.
    private string? Write(string text, IReadOnlyDictionary<string, string> names)
    {
        if (Parse(text) is not { } document)
            return null;
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        _pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new LinkRenderer());
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new AutolinkRenderer());
        renderer.ObjectRenderers.Insert(0, new MentionRenderer(names));
        renderer.ObjectRenderers.Insert(0, new RecordKeyRenderer());
        try
        {
            renderer.Render(document);
        }
        catch (ArgumentException tooDeep) when (IsTooDeep(tooDeep))
        {
            return null;
        }
        return html.ToString();
    }

    private MarkdownDocument? Parse(string text)
    {
        if (MarkdownBounds.IsBeyond(text))
            return null;
        try
        {
            return Markdown.Parse(text, _pipeline);
        }
        catch (ArgumentException tooDeep) when (IsTooDeep(tooDeep))
        {
            return null;
        }
    }

    private static bool IsTooDeep(ArgumentException thrown) => thrown.Message.Contains("nested", StringComparison.Ordinal);
}
