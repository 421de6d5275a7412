using System.Globalization;
using Tandem.Management.Export.Pdf;

namespace Tandem.Management.Documents.Text.Pdf;

/// <summary>The text of a document as a PDF file.</summary>
internal static class DocumentPdf
{
    internal static byte[] Of(Document document, DocumentFile file, string text)
    {
        var state = file.PublishedAt is { } published ? string.Create(CultureInfo.InvariantCulture, $"published {published.UtcDateTime:yyyy-MM-dd}{(file.EndedAt is { } ended ? $", in force until {ended.UtcDateTime:yyyy-MM-dd}" : ", in force")}") : "not published";
        return PdfFile.Of(
            new(document.Title, file.UploadedBy, file.UploadedAt, $"{document.Title} · {DocumentWords.Of(document.Classification)} · {state}", string.Create(CultureInfo.InvariantCulture, $"{document.Key}, file {file.Number}, SHA-256 {file.Sha256}")),
            // What readers see never holds guidance, whichever file they open.
            PdfMarkdown.Blocks(Placeholders.WithoutGuidance(text)));
    }
}
