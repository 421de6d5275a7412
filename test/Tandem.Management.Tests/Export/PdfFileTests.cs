using System.Globalization;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;
using Tandem.Management.Export.Pdf;

namespace Tandem.Management.Tests.Export;

/// <summary>PDF files hold what was written, on pages that end where paper does, and are read by another reader.</summary>
public sealed class PdfFileTests
{
    private static readonly PdfFrame Frame = new("Title of it", "Ada Lovelace", new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "Header line", "Footer line");

    [Fact]
    public async Task Text_IsReadBack_WithHeaderFooterAndNumbers()
    {
        var pdf = PdfFile.Of(Frame,
        [
            new PdfParagraph([new("First "), new("heading")], PdfStyle.Heading1),
            new PdfParagraph([new("Grüße, Привет, γειά: "), new("bold", new(true, false, false)), new(" and "), new("code", new(false, false, true))]),
            new PdfParagraph([new("one item")], Indent: 18, Marker: "•"),
            new PdfRule(),
        ]);

        var text = await PdfReading.TextAsync(pdf);
        Assert.Contains("First heading", text, StringComparison.Ordinal);
        Assert.Contains("Grüße, Привет, γειά: bold and code", text, StringComparison.Ordinal);
        Assert.Matches(@"•\s+one item", text);
        Assert.Contains("Header line", text, StringComparison.Ordinal);
        Assert.Matches(@"Footer line\s+1 of 1", text);
        var info = await PdfReading.InfoAsync(pdf);
        Assert.Matches(@"Title:\s+Title of it", info);
        Assert.Matches(@"Author:\s+Ada Lovelace", info);
        Assert.Matches(@"Page size:\s+595 x 842 pts \(A4\)", info);
    }

    [Fact]
    public async Task LongText_GoesOnOverPages_AndNothingIsLost()
    {
        var words = Enumerable.Range(1, 6000).Select(n => string.Create(CultureInfo.InvariantCulture, $"w{n}"));

        var text = await PdfReading.TextAsync(PdfFile.Of(Frame, [new PdfParagraph([new(string.Join(' ', words))])]));

        var found = text.Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith('w')).ToList();
        Assert.Equal(words, found);
        Assert.True(text.Count(letter => letter == '\f') > 5);
        Assert.Contains("2 of ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WordLongerThanALine_AndNoSpaces_StayOnThePaper()
    {
        var pdf = PdfFile.Of(Frame, [new PdfParagraph([new(new string('x', 5000))]), new PdfTable([Row(false, new string('y', 4000), "z")])]);

        var text = await PdfReading.TextAsync(pdf);

        Assert.Equal((5000, 4000), (text.Count(letter => letter == 'x'), text.Count(letter => letter == 'y')));
        var longest = text.Split('\n').Max(line => line.Trim().Length);
        Assert.InRange(longest, 40, 200);
    }

    [Fact]
    public async Task Table_RepeatsItsHeading_AndGoesOnInsideARowThatIsTallerThanAPage()
    {
        var tall = string.Join(' ', Enumerable.Range(1, 3000).Select(n => string.Create(CultureInfo.InvariantCulture, $"t{n}")));
        var table = new PdfTable([Row(true, "Key", "What"), .. Enumerable.Range(1, 120).Select(n => Row(false, string.Create(CultureInfo.InvariantCulture, $"K-{n}"), "some words")), Row(false, "tall", tall)]);

        var text = await PdfReading.TextAsync(PdfFile.Of(Frame, [table]));

        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(pages.Length > 4, $"{pages.Length} pages");
        Assert.All(pages, page => Assert.Matches(@"Key\s+What", page));
        Assert.All(Enumerable.Range(1, 120), n => Assert.Matches(string.Create(CultureInfo.InvariantCulture, $@"K-{n}\s+some words"), text));
        Assert.Equal(3000, text.Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries).Count(word => word.Length > 1 && word[0] == 't' && char.IsAsciiDigit(word[1])));
    }

    [Theory]
    [InlineData("\u0000\u0001\u001f\u007f")]
    [InlineData("\uD83D")]
    [InlineData("\uDE00\uD83D")]
    [InlineData("😀 漢字 العربية עברית")]
    [InlineData("")]
    [InlineData("\u2028\u2029\u200b\ufeff")]
    public async Task TextThatNoFontHolds_BreaksNothing(string text)
    {
        var pdf = PdfFile.Of(Frame with { Title = "T" + text, Header = text, Footer = text },
        [
            new PdfParagraph([new(text)], PdfStyle.Heading2), new PdfParagraph([new("before " + text + " after")]), new PdfParagraph([new(text)], PdfStyle.Code), new PdfTable([Row(true, text, "b"), Row(false, "a", text)]),
        ]);

        Assert.Contains("after", await PdfReading.TextAsync(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void HeadingsAndLinks_CanBeFollowed()
    {
        var pdf = PdfFile.Of(Frame,
        [
            new PdfParagraph([new("One")], PdfStyle.Heading1), new PdfParagraph([new("Two")], PdfStyle.Heading2), new PdfParagraph([new("Three")], PdfStyle.Heading1),
            new PdfParagraph([new("to "), new("there", default, "https://example.org/a?b=c&d=(e)")]),
        ]);

        using var read = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
        using var again = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Modify);
        Assert.Equal(["One", "Three"], again.Outlines.Select(outline => outline.Title));
        Assert.Equal("Two", Assert.Single(again.Outlines[0].Outlines).Title);
        var link = Assert.Single(read.Pages[0].Annotations.Elements.OfType<PdfSharp.Pdf.Advanced.PdfReference>());
        Assert.Contains("https://example.org/a?b=c", ((PdfDictionary)link.Value).Elements.GetDictionary("/A")!.Elements.GetString("/URI"), StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyFile_HasAPage()
    {
        using var read = PdfReader.Open(new MemoryStream(PdfFile.Of(Frame, [])), PdfDocumentOpenMode.Import);

        Assert.Equal(1, read.PageCount);
    }

    private static PdfTableRow Row(bool isHeading, params string[] cells) => new(isHeading, [.. cells.Select(cell => (IReadOnlyList<PdfParagraph>)[new PdfParagraph([new(cell)], PdfStyle.Cell)])]);
}
