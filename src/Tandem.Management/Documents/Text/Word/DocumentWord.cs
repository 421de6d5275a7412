using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tandem.Management.Documents.Text.Word;

/// <summary>The text of a document as a file for Word and its like (Office Open XML): headings, lists, tables and links as what they are, so that it can be worked on there.</summary>
internal static class DocumentWord
{
    internal const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    internal static byte[] Of(Documents.Document document, DocumentFile file, string text)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            package.PackageProperties.Title = document.Title;
            package.PackageProperties.Creator = file.UploadedBy;
            package.PackageProperties.Created = file.UploadedAt.UtcDateTime;
            var main = package.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = WordStyles.Styles();
            var lists = new WordLists();
            var body = new Body();
            // What readers see never holds guidance, whichever file they open.
            foreach (var block in new WordBlocks(main, lists).Of(Placeholders.WithoutGuidance(text)))
                body.Append(block);
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = lists.Numbering();
            body.Append(new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.Default, Id = Header(main, $"{document.Title} · {DocumentWords.Of(document.Classification)}") },
                new FooterReference { Type = HeaderFooterValues.Default, Id = Footer(main, FileFacts.Identity(document, file)) },
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 1417, Right = 1134U, Bottom = 1134, Left = 1134U, Header = 709U, Footer = 709U }));
            main.Document = new DocumentFormat.OpenXml.Wordprocessing.Document(body);
        }
        return stream.ToArray();
    }

    private static string Header(MainDocumentPart main, string words)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new Header(Small(words));
        return main.GetIdOfPart(part);
    }

    private static string Footer(MainDocumentPart main, string words)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new Footer(Small(words));
        return main.GetIdOfPart(part);
    }

    private static Paragraph Small(string words) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.Small }),
        new Run(new DocumentFormat.OpenXml.Wordprocessing.Text(WordInlines.Printable(words)) { Space = SpaceProcessingModeValues.Preserve }));
}
