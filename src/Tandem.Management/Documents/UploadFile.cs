using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Documents.Text;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Files;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents;

/// <summary>Takes a new file of a document; the files before it stay.</summary>
internal sealed class UploadFile(TandemDbContext db, RecordRights rights, FileStore store, EnterFile enter, FrameworkCatalogue catalogue)
{
    internal async Task<RecordOutcome<Document>> ExecuteAsync(string key, IFormCollection form, CancellationToken cancellation)
    {
        // Before anything is stored; looked at once more when it is entered.
        if (await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return new RecordOutcome<Document>.Missing();
        if (!rights.MayEdit(DocumentRegister.Definition, document))
            return new RecordOutcome<Document>.Forbidden(rights.WhyNot(DocumentRegister.Definition, document));
        var note = form["reason"].ToString().Trim();
        if (note.Length > RecordLimits.Reason)
            return Invalid("reason", string.Create(CultureInfo.InvariantCulture, $"the note has {note.Length} characters; shorten it to {RecordLimits.Reason}"));
        var (file, problem) = await ReceivedFile.ReadAsync(form, FileTypes.Documents, DocumentLimits.FileBytes, cancellation);
        if (file is null)
            return Invalid(ReceivedFile.Field, problem!);
        var text = await TextAsync(file, cancellation);
        if (text is not null && SectionReader.Problem(text, catalogue) is { } unknown)
            return Invalid(ReceivedFile.Field, unknown);
        StoredFile stored;
        try
        {
            await using var content = file.File.OpenReadStream();
            stored = await store.StoreAsync(content, cancellation);
        }
        catch (FileRefusedException refused)
        {
            return Invalid(ReceivedFile.Field, refused.Message);
        }
        return await enter.ExecuteAsync(key, RecordForm.Version(form), new NewFile(file.Name, file.Type.MediaType, stored, note) { OpenPlaceholders = text is null ? 0 : Placeholders.CountOpen(text), Text = text }, cancellation);
    }

    // A text that was written elsewhere may be one of our templates.
    private static async Task<string?> TextAsync(ReceivedFile file, CancellationToken cancellation)
    {
        if (!DocumentText.IsText(file.Type.MediaType) || file.File.Length > DocumentLimits.TextLength)
            return null;
        using var reader = new StreamReader(file.File.OpenReadStream());
        return await reader.ReadToEndAsync(cancellation);
    }

    private static RecordOutcome<Document>.Invalid Invalid(string field, string problem) => new(new FormErrors().Add(field, problem));
}
