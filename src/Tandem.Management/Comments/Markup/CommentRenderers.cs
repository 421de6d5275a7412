using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Tandem.Management.Comments.Markup;

/// <summary>Writes a mention as the person's name.</summary>
/// <param name="names">Names by key.</param>
internal sealed class MentionRenderer(IReadOnlyDictionary<string, string> names) : HtmlObjectRenderer<MentionInline>
{
    protected override void Write(HtmlRenderer renderer, MentionInline mention)
    {
        var name = names.GetValueOrDefault(mention.Reference);
        if (name is null || SurroundingLink.Exists(mention))
            renderer.WriteEscape($"@{name ?? mention.Reference}");
        else
            renderer.Write("<a class=\"mention\" href=\"/people/").WriteEscapeUrl(mention.Reference).Write("\">@<bdi>").WriteEscape(name).Write("</bdi></a>");
    }
}

internal sealed class RecordKeyRenderer : HtmlObjectRenderer<RecordKeyInline>
{
    protected override void Write(HtmlRenderer renderer, RecordKeyInline key)
    {
        if (SurroundingLink.Exists(key))
            renderer.WriteEscape(key.Key);
        else
            renderer.Write("<a href=\"").WriteEscapeUrl(key.Path).Write("\">").WriteEscape(key.Key).Write("</a>");
    }
}

/// <summary>Writes a link only when it leads where a link may lead, else its words alone. Pictures become links: a page loads nothing from elsewhere.</summary>
internal sealed class LinkRenderer : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var address = link.GetDynamicUrl?.Invoke() ?? link.Url;
        var isLink = LinkAddress.IsAllowed(address) && !SurroundingLink.Exists(link);
        if (isLink)
            LinkAddress.Open(renderer, address!);
        if (link.IsImage && link.FirstChild is null)
            renderer.Write("picture");
        renderer.WriteChildren(link);
        if (isLink)
            renderer.Write("</a>");
    }
}

internal sealed class AutolinkRenderer : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        var address = link.IsEmail ? $"mailto:{link.Url}" : link.Url;
        var isLink = LinkAddress.IsAllowed(address) && !SurroundingLink.Exists(link);
        if (isLink)
            LinkAddress.Open(renderer, address);
        renderer.WriteEscape(link.Url);
        if (isLink)
            renderer.Write("</a>");
    }
}

/// <summary>A link inside a link is none: HTML has no place for it.</summary>
internal static class SurroundingLink
{
    /// <summary>True when something around the inline is a link already.</summary>
    internal static bool Exists(Inline inline)
    {
        for (var around = inline.Parent; around is not null; around = around.Parent)
        {
            if (around is LinkInline)
                return true;
        }
        return false;
    }
}

internal static class LinkAddress
{
    /// <summary>True for an absolute address by http, https or mailto. INVARIANT (links): nothing else becomes one.</summary>
    internal static bool IsAllowed(string? address) =>
        address is not null && !address.Any(char.IsControl) && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto);

    internal static void Open(HtmlRenderer renderer, string address) =>
        renderer.Write("<a href=\"").WriteEscapeUrl(address).Write("\" rel=\"noopener noreferrer nofollow\">");
}
