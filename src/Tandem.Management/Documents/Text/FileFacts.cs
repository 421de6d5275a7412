using System.Globalization;

namespace Tandem.Management.Documents.Text;

/// <summary>What stands around the text of a file, in whichever form it is sent.</summary>
internal static class FileFacts
{
    /// <summary>Since when it is or was in force.</summary>
    internal static string Standing(DocumentFile file) => file.PublishedAt is { } published ? string.Create(CultureInfo.InvariantCulture, $"published {published.UtcDateTime:yyyy-MM-dd}{(file.EndedAt is { } ended ? $", in force until {ended.UtcDateTime:yyyy-MM-dd}" : ", in force")}") : "not published";

    /// <summary>By what it is known.</summary>
    internal static string Identity(Document document, DocumentFile file) => string.Create(CultureInfo.InvariantCulture, $"{document.Key}, file {file.Number}, SHA-256 {file.Sha256}");
}
