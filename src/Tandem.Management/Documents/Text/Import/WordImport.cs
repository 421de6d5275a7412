using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Tandem.Management.Documents.Text.Import;

/// <summary>Opens a Word file that may be made to do harm: its parts are looked at for size and depth before they are read, and nothing that it refers to is fetched.</summary>
internal static class WordImport
{
    private const int MostEntries = 5000;

    /// <summary>Characters of a part; a text of several hundred pages has fewer.</summary>
    private const int LongestPart = 5_000_000;

    /// <summary>Elements within one another: the reader goes down into each, and no document that people write comes near.</summary>
    private const int Deepest = 120;

    /// <exception cref="UnreadableTextException">It cannot be read; the message says why.</exception>
    internal static ImportedText Read(MemoryStream content)
    {
        try
        {
            using (var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (archive.Entries.Count > MostEntries)
                    throw new UnreadableTextException($"the file has more than {MostEntries} parts; save it anew in a word processor");
            }
            content.Position = 0;
            using var package = WordprocessingDocument.Open(content, isEditable: false, new OpenSettings { MaxCharactersInPart = LongestPart, AutoSave = false });
            if (package.MainDocumentPart is not { } main)
                throw new UnreadableTextException("the file holds no document; open it in a word processor and save it as DOCX");
            foreach (var part in new OpenXmlPart?[] { main, main.StyleDefinitionsPart, main.NumberingDefinitionsPart, main.FootnotesPart })
            {
                if (part is not null)
                    Look(part);
            }
            return main.Document?.Body is { } body ? new WordReader(main).Read(body) : new("", []);
        }
        catch (Exception error) when (error is OpenXmlPackageException or FileFormatException or XmlException or InvalidDataException or IOException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new UnreadableTextException("the file cannot be read as DOCX: it is damaged, locked by a password or of another kind; open it in a word processor and save it as DOCX", error);
        }
    }

    private static void Look(OpenXmlPart part)
    {
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestPart });
        try
        {
            while (reader.Read())
            {
                if (reader.Depth > Deepest)
                    throw new UnreadableTextException("tables, lists or text boxes lie too deep in one another; make the document flatter");
            }
        }
        catch (XmlException error)
        {
            throw new UnreadableTextException("the document is damaged or too long; save it anew in a word processor, or split it", error);
        }
    }
}
