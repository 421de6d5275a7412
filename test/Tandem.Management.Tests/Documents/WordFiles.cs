using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Document = DocumentFormat.OpenXml.Wordprocessing.Document;

namespace Tandem.Management.Tests.Documents;

/// <summary>Word files made for a test, some of them to do harm.</summary>
internal static class WordFiles
{
    /// <summary>A file whose body is this XML.</summary>
    internal static byte[] WithBody(string xml, Action<MainDocumentPart>? more = null)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            main.Document = new Document(new Body());
            more?.Invoke(main);
            main.Document.Save();
            using var part = main.GetStream(FileMode.Create, FileAccess.Write);
            part.Write(Encoding.UTF8.GetBytes(Envelope(xml)));
        }
        return stream.ToArray();
    }

    /// <summary>A file whose main part is exactly this text.</summary>
    internal static byte[] WithPart(string content)
    {
        var file = WithBody("");
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var name = archive.Entries.First(entry => entry.FullName.EndsWith("document.xml", StringComparison.Ordinal)).FullName;
            archive.GetEntry(name)!.Delete();
            using var part = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Optimal).Open());
            part.Write(content);
        }
        return stream.ToArray();
    }

    internal static string Envelope(string xml) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>" + xml + "</w:body></w:document>";
}
