using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Tandem.Management.Comments.Markup;
using Tandem.Management.Ui;

namespace Tandem.Management.Tests.Comments;

public sealed class CommentMarkdownTests
{
    private static readonly Dictionary<string, string> Names = new() { ["PER-0007"] = "Ada <b>Lovelace</b>" };

    private static readonly string[] Elements = ["a", "bdi", "p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr"];

    private readonly CommentMarkdown _markdown = new(new Dictionary<string, Func<string, string>>(StringComparer.Ordinal)
    {
        ["AIS"] = key => $"/ai-systems/{key}",
        ["PER"] = key => $"/people/{key}",
    });

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("text <b onmouseover=alert(1)>bold</b>")]
    [InlineData("<!-- --><iframe src=//example.org></iframe>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](<javascript:alert(1)>)")]
    [InlineData("[x](java&#x73;cript:alert(1))")]
    [InlineData("[x](&#1;javascript:alert(1))")]
    [InlineData("[x](java\nscript:alert(1))")]
    [InlineData("[x](java%73cript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//example.org)")]
    [InlineData("[x](/sign-out)")]
    [InlineData("[x](\\\\example.org)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x\" onerror=\"alert(1)](data:image/svg+xml,<svg onload=alert(1)>)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,x>")]
    [InlineData("[x]\n\n[x]: javascript:alert(1)")]
    [InlineData("[x]: javascript:alert(1) \"t\"\n![x]")]
    [InlineData("```html\" onclick=\"alert(1)\n<script>alert(1)</script>\n```")]
    [InlineData("    <script>indented</script>")]
    [InlineData("`<script>alert(1)</script>`")]
    [InlineData("@\"<script>alert(1)</script>\"")]
    [InlineData("# Heading\n\nand\n===")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("ftp://example.org/ tel:+123 www.example.org")]
    [InlineData("x{onclick=alert(1)} [y](https://example.org){.btn onclick=alert(1)}")]
    public void Html_OfEveryTrick_HoldsOnlyWhatACommentMayHold(string text)
    {
        var html = new HtmlParser().ParseDocument($"<body>{_markdown.ToHtml(text, Names)}</body>").Body!;

        foreach (var element in html.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Elements);
            foreach (var attribute in element.Attributes)
                Assert.True(IsHarmless(element, attribute), $"{attribute.Name}={attribute.Value} in {html.InnerHtml}");
        }
    }

    [Theory]
    [InlineData("https://example.org/a?b=c", "https://example.org/a?b=c")]
    [InlineData("[page](http://example.org)", "http://example.org")]
    [InlineData("[write](mailto:ada@example.org)", "mailto:ada@example.org")]
    [InlineData("<ada@example.org>", "mailto:ada@example.org")]
    [InlineData("![picture](https://example.org/a.png)", "https://example.org/a.png")]
    [InlineData("see AIS-0001.", "/ai-systems/AIS-0001")]
    [InlineData("(CMT-0012)", "/comments/CMT-0012")]
    [InlineData("@PER-0007", "/people/PER-0007")]
    public void Link_ToWhereLinksMayLead_IsOne(string text, string address)
    {
        var link = Assert.Single(new HtmlParser().ParseDocument(_markdown.ToHtml(text, Names)).Links);

        Assert.Equal(address, link.GetAttribute("href"));
    }

    [Theory]
    [InlineData("XAIS-0001")]
    [InlineData("AIS-0001a")]
    [InlineData("AIS-1")]
    [InlineData("ABC-0001")]
    [InlineData("`AIS-0001`")]
    [InlineData("ada@PER-0007")]
    [InlineData("`@PER-0007`")]
    [InlineData("    @PER-0007")]
    [InlineData("\\@PER-0099")]
    public void Text_ThatOnlyLooksLikeOne_IsNoLink(string text) => Assert.DoesNotContain("<a", _markdown.ToHtml(text, Names), StringComparison.Ordinal);

    [Fact]
    public void Links_InsideOfALink_AreWords()
    {
        var html = _markdown.ToHtml("[AIS-0001 and @PER-0007 and <https://example.com>](https://example.org)", Names);

        Assert.Single(new HtmlParser().ParseDocument(html).Links);
    }

    [Theory]
    [InlineData("@ada, look", "ada", true)]
    [InlineData("(@\"Ada Lovelace\")", "Ada Lovelace", false)]
    [InlineData("> quoted\n> @PER-0007: yes", "PER-0007", false)]
    [InlineData("- item\n  - @Mari-Liis.", "Mari-Liis", true)]
    [InlineData("**@õnne**", "õnne", true)]
    public void Mention_InAnyPlace_IsReadAndReplacedByKey(string text, string reference, bool isLoose)
    {
        var mention = Assert.Single(_markdown.Mentions(text));

        Assert.Equal((reference, isLoose), (mention.Reference, mention.IsLoose));
        var replaced = _markdown.WithKeys(text, new Dictionary<string, string> { [reference] = "PER-0042" });
        Assert.Equal("PER-0042", Assert.Single(_markdown.Mentions(replaced)).Reference);
        Assert.Equal(text.Replace($"@\"{reference}\"", "@PER-0042", StringComparison.Ordinal).Replace($"@{reference}", "@PER-0042", StringComparison.Ordinal), replaced);
    }

    [Fact]
    public void Text_NestedWithoutEnd_IsRefusedAndStillWritten()
    {
        var text = new string('>', 5000) + " deep";

        Assert.NotNull(_markdown.Problem(text));
        Assert.Contains("deep", _markdown.ToHtml(text, Names), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "")]
    [InlineData("![", "")]
    [InlineData("[", "]")]
    [InlineData("*", "*")]
    [InlineData("[a][", "")]
    [InlineData("[![", "](x)")]
    [InlineData("- ", "")]
    [InlineData("1. ", "")]
    [InlineData("> - ", "")]
    public void Text_OfNothingButSigns_IsWrittenHoweverLongAndRefusedWhenItCannotBe(string open, string close)
    {
        foreach (var times in new[] { 10, 49, 130, 400, 999, 3000 })
        {
            var text = $"{string.Concat(Enumerable.Repeat(open, times))}deep{string.Concat(Enumerable.Repeat(close, times))}";

            Assert.Contains("deep", _markdown.ToHtml(text, Names), StringComparison.Ordinal);
            if (times == 3000)
                Assert.NotNull(_markdown.Problem(text));
        }
    }

    [Theory]
    [InlineData("a line\n----------------------------------------------------------------------------------\nand one")]
    [InlineData("1. one\n2. two\n\n- a\n- b\n  - c\n\n> said")]
    public void Text_OfOrdinaryForm_IsTaken(string text) => Assert.Null(_markdown.Problem(text));

    [Fact]
    public void Text_WithAsManySignsAsAreTaken_IsTaken()
    {
        var text = string.Concat(Enumerable.Repeat("**a** ", MarkdownBounds.MostSigns / 4));

        Assert.Null(_markdown.Problem(text));
        Assert.NotNull(_markdown.Problem(text + "**a**"));
    }

    private static bool IsHarmless(IElement element, IAttr attribute) => (element.LocalName, attribute.Name) switch
    {
        ("a", "href") => LinkAddress.IsAllowed(attribute.Value) || attribute.Value.StartsWith("/people/", StringComparison.Ordinal) || attribute.Value.StartsWith("/ai-systems/", StringComparison.Ordinal),
        ("a", "rel") or ("a", "class") or ("code", "class") => true,
        _ => false,
    };
}
