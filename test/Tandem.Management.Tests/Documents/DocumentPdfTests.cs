using System.Net;
using Tandem.Management.Documents;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Documents.Text.Pdf;
using Tandem.Management.Frameworks;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Export;

namespace Tandem.Management.Tests.Documents;

/// <summary>Documents as PDF files: all that Markdown has, each as what it is, without guidance and without marks.</summary>
public sealed class DocumentPdfTests
{
    [Fact]
    public async Task Text_WithAllThatMarkdownHas_IsReadBack()
    {
        var text = await PdfReading.TextAsync(Of("# One {iso27001:5.2}\n\nA **bold** and *slanted* `code` [link](https://example.org/a) <me@example.org>.\n\n- a\n  - b\n\n3. c\n4. d\n\n> said\n\n| H | I |\n|---|---|\n| x | **y** |\n| z | |\n\n    code\n      line\n\n---\n\n![pic](https://example.org/p.png) [bad](javascript:1) &amp; \\*\n\n<!-- Guidance: hidden -->\n"));

        var words = OnOneLine(text);
        Assert.All(["One A bold and slanted code link me@example.org.", "• a – b", "3. c 4. d", "said", "H I x y z", "code line", "pic bad & *"], part => Assert.Contains(part, words, StringComparison.Ordinal));
        Assert.DoesNotContain("hidden", words, StringComparison.Ordinal);
        Assert.DoesNotContain("iso27001", words, StringComparison.Ordinal);
        Assert.Contains("Access & control · Confidential · published 2026-03-04, in force", words, StringComparison.Ordinal);
        Assert.Contains("DOC-0001, file 2, SHA-256 abc", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryTemplate_IsAFileWithAllItsHeadings()
    {
        var catalogue = FrameworkLoader.Load(Path.Combine(Frameworks.Content.Root, "frameworks"));
        foreach (var template in TemplateReader.Load(Path.Combine(Frameworks.Content.Root, "templates"), catalogue).Items)
        {
            var words = OnOneLine(await PdfReading.TextAsync(Of(template.Body)));
            Assert.DoesNotContain("Guidance:", words, StringComparison.Ordinal);
            Assert.All(template.Sections, section => Assert.Contains(section.Heading, words, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("> > > > > > > > deep")]
    [InlineData("- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g")]
    [InlineData("|a|\n|-|")]
    [InlineData("#")]
    [InlineData("1. \n2. \n")]
    public async Task OddTexts_BreakNothing(string text) => Assert.Contains("DOC-0001", await PdfReading.TextAsync(Of(text)), StringComparison.Ordinal);

    [Fact]
    public async Task LongText_IsWrittenWhole()
    {
        var text = string.Concat(Enumerable.Range(1, 1500).Select(n => $"## Heading {n}\n\nSome words of paragraph {n} that go on for a line and a bit more, so that they have to be broken.\n\n"));

        var read = await PdfReading.TextAsync(Of(text));

        Assert.Contains("Heading 1500", read, StringComparison.Ordinal);
        Assert.True(read.Count(letter => letter == '\f') > 100);
    }

    [Fact]
    public async Task Download_IsAPdf_ForTextAlone()
    {
        await using var management = await ApprovalSteps.StartAsync();
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        await (await ada.CallAsync(HttpMethod.Put, "/api/documents/DOC-0001/text", new { version = 1, text = "# Written here" })).ReadAsync(HttpStatusCode.OK);
        await (await ada.UploadAsync(2)).ReadAsync(HttpStatusCode.OK);

        using var answer = await ada.CallAsync(HttpMethod.Get, "/documents/DOC-0001/files/1/pdf");
        Assert.Equal(("application/pdf", "DOC-0001.pdf"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        Assert.Contains("Written here", await PdfReading.TextAsync(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        using var none = await ada.CallAsync(HttpMethod.Get, "/documents/DOC-0001/files/2/pdf");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        await ada.OpenAsync("/documents/DOC-0001/files/1/read");
        Assert.NotNull(ada.Page.QuerySelector("a[href='/documents/DOC-0001/files/1/pdf']"));
    }

    private static string OnOneLine(string text) => string.Join(' ', text.Split([' ', '\n', '\f', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Of(string text)
    {
        var document = DocumentRegister.Definition.Create(new(Guid.Empty, "DOC-0001", 1, default, "Ada"));
        (document.Title, document.Classification) = ("Access & control", DocumentClassification.Confidential);
        return DocumentPdf.Of(document, new DocumentFile
        {
            DocumentKey = "DOC-0001",
            Number = 2,
            Sha256 = "abc",
            Name = "DOC-0001.md",
            MediaType = "text/markdown",
            Size = 1,
            Note = "",
            UploadedAt = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
            UploadedBy = "Ada",
            PublishedAt = new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero),
        }, text);
    }
}
