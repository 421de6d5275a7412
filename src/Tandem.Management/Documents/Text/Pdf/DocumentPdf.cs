using Tandem.Management.Export.Pdf;

namespace Tandem.Management.Documents.Text.Pdf;

/// <summary>The text of a document as a PDF file.</summary>
internal static class DocumentPdf
{
    internal static byte[] Of(Document document, DocumentFile file, string text) => PdfFile.Of(
        new(document.Title, file.UploadedBy, file.UploadedAt, $"{document.Title} · {DocumentWords.Of(document.Classification)} · {FileFacts.Standing(file)}", FileFacts.Identity(document, file)),
        // What readers see never holds guidance, whichever file they open.
        PdfMarkdown.Blocks(Placeholders.WithoutGuidance(text)));
}
