using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Files;

namespace Tandem.Management.Documents.Text;

/// <summary>The text of a document as it is worked on: the newest Markdown, or the draft that it was frozen from.</summary>
/// <param name="Document">The document.</param>
/// <param name="Newest">Its newest file; null while there is none.</param>
/// <param name="Draft">The file whose text is worked on; null when the newest is no text.</param>
/// <param name="Text">That text; empty where there is none.</param>
/// <param name="Fields">What its placeholders stand for now, in the order of the text.</param>
public sealed record DocumentText(Document Document, DocumentFile? Newest, DocumentFile? Draft, string Text, IReadOnlyList<FieldValue> Fields)
{
    public bool IsFrozen => Newest?.FrozenFrom is not null;

    public IEnumerable<FieldValue> Missing => Fields.Where(value => !value.HasValue);

    internal static bool IsText(string mediaType) => mediaType.StartsWith("text/markdown", StringComparison.Ordinal);
}

/// <summary>Reads the text of documents.</summary>
internal sealed class DocumentTexts(TandemDbContext db, FileStore store, LiveValues values)
{
    /// <exception cref="DamagedFileException">The stored text is missing or not what was stored.</exception>
    internal async Task<DocumentText?> ReadAsync(string key, CancellationToken cancellation)
    {
        if (await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return null;
        var newest = await FindAsync(key, document.FileNumber, cancellation);
        var draft = newest?.FrozenFrom is { } from ? await FindAsync(key, from, cancellation) : newest is not null && DocumentText.IsText(newest.MediaType) ? newest : null;
        var text = draft is null ? "" : await ReadAsync(draft, cancellation);
        return new(document, newest, draft, text, await values.ReadAsync(document, Placeholders.In(text), cancellation));
    }

    /// <summary>The content of a file that is text.</summary>
    /// <exception cref="DamagedFileException">It is missing or not what was stored.</exception>
    internal async Task<string> ReadAsync(DocumentFile file, CancellationToken cancellation)
    {
        await using var content = await store.OpenAsync(file.Sha256, cancellation);
        using var reader = new StreamReader(content, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    internal async Task<DocumentFile?> FindAsync(string key, int number, CancellationToken cancellation) =>
        number == 0 ? null : await db.DocumentFiles.AsNoTracking().FirstOrDefaultAsync(f => f.DocumentKey == key && f.Number == number, cancellation);
}
