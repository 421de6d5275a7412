using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Tandem.Management.Documents;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Documents.Text.Word;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Tests.Documents;

/// <summary>Documents as files for Word: valid by the format's schema, and whole.</summary>
public sealed class DocumentWordTests
{
    [Fact]
    public void Text_WithAllThatMarkdownHas_IsAValidFileWithEachAsWhatItIs()
    {
        using var package = Open("# One\n\nA **bold** and *slanted* `code` [link](https://example.org/a?b=1&c=2) <me@example.org>.\n\n- a\n  - b\n\n3. c\n4. d\n\n> said\n\n| H | I |\n|---|---|\n| x | **y** |\n| z | |\n\n    code\n\n---\n\n![pic](https://example.org/p.png) [bad](javascript:1)\n");

        var body = package.MainDocumentPart!.Document!.Body!;
        Assert.Equal("Heading1", body.Elements<Paragraph>().First().ParagraphProperties!.ParagraphStyleId!.Val);
        Assert.Equal(["https://example.org/a?b=1&c=2", "mailto:me@example.org", "https://example.org/p.png"], package.MainDocumentPart.HyperlinkRelationships.Select(link => link.Uri.OriginalString));
        Assert.Equal(4, body.Descendants<NumberingProperties>().Count());
        Assert.Equal([3], package.MainDocumentPart.NumberingDefinitionsPart!.Numbering!.Descendants<StartOverrideNumberingValue>().Select(start => start.Val!.Value));
        var table = Assert.Single(body.Elements<Table>());
        Assert.Equal(["H", "I", "x", "y", "z", ""], table.Descendants<TableCell>().Select(cell => cell.InnerText));
        Assert.Contains("bad", body.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTemplate_IsAValidFile()
    {
        var catalogue = FrameworkLoader.Load(Path.Combine(Frameworks.Content.Root, "frameworks"));
        foreach (var template in TemplateReader.Load(Path.Combine(Frameworks.Content.Root, "templates"), catalogue).Items)
        {
            using var package = Open(template.Body);
            Assert.DoesNotContain("Guidance:", package.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a\u0001b\uFFFFc \uD83D\uDE00")]
    [InlineData("]]> </w:t> & \u2028")]
    public void Characters_ThatXmlCannotCarry_AreLeftOut(string text)
    {
        using var package = Open(text);

        Assert.NotEqual("", package.MainDocumentPart!.Document!.Body!.InnerText);
    }

    [Fact]
    public void TextWithAProblem_IsOneParagraphAsItIs()
    {
        var text = new string('>', 500);

        using var package = Open(text);

        Assert.Equal(text, package.MainDocumentPart!.Document!.Body!.InnerText.TrimEnd());
    }

    private static WordprocessingDocument Open(string text)
    {
        var document = DocumentRegister.Definition.Create(new(Guid.Empty, "DOC-0001", 1, default, "Ada"));
        document.Title = "Title & <more>";
        var file = new DocumentFile { DocumentKey = "DOC-0001", Number = 1, Sha256 = new string('a', 64), Name = "DOC-0001.md", MediaType = "text/markdown", Size = 1, Note = "", UploadedAt = DateTimeOffset.UnixEpoch, UploadedBy = "Ada" };
        var package = WordprocessingDocument.Open(new MemoryStream(DocumentWord.Of(document, file, text)), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(package).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        return package;
    }
}
