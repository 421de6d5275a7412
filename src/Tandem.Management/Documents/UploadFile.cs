using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Files;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents;

/// <summary>Takes a new file of a document; the files before it stay.</summary>
internal sealed class UploadFile(TandemDbContext db, RecordRights rights, FileStore store, ChangeContext change, TimeProvider time)
{
    internal async Task<RecordOutcome<Document>> ExecuteAsync(string key, IFormCollection form, CancellationToken cancellation)
    {
        if (await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return new RecordOutcome<Document>.Missing();
        if (!rights.MayEdit(DocumentRegister.Definition, document))
            return new RecordOutcome<Document>.Forbidden(rights.WhyNot(DocumentRegister.Definition, document));
        var note = form["reason"].ToString().Trim();
        if (note.Length > RecordLimits.Reason)
            return Invalid("reason", string.Create(CultureInfo.InvariantCulture, $"the note has {note.Length} characters; shorten it to {RecordLimits.Reason}"));
        var (file, problem) = await ReceivedFile.ReadAsync(form, cancellation);
        if (file is null)
            return Invalid(ReceivedFile.Field, problem!);
        StoredFile stored;
        await using (var content = file.File.OpenReadStream())
            stored = await store.StoreAsync(content, cancellation);
        return await EnterAsync(key, RecordForm.Version(form), note, file, stored, cancellation);
    }

    private async Task<RecordOutcome<Document>> EnterAsync(string key, int version, string note, ReceivedFile file, StoredFile stored, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var document = await db.Set<Document>().FirstAsync(d => d.Key == key, cancellation);
            if (document.Version != version)
                return new RecordOutcome<Document>.Conflict(document, new HashSet<string>());
            if (document.ArchivedAt is not null)
                return new RecordOutcome<Document>.Refused($"{key} is archived; restore it before you change it");
            if (!DocumentWorkflow.IsOpen(document.State))
                return new RecordOutcome<Document>.Refused($"{key} is `{DocumentWords.Of(document.State)}` with the file it has; take the step `{DocumentWorkflow.Unlocking(document.State)}` before you upload another one");
            if (document.FileHash == stored.Sha256)
                return Invalid(ReceivedFile.Field, $"this is the file that {key} has already; nothing was changed");

            change.Reason = note;
            var now = time.GetUtcNow();
            document.FileNumber++;
            (document.FileName, document.FileHash) = (file.Name, stored.Sha256);
            (document.UpdatedAt, document.UpdatedBy) = (now, change.ActorName);
            document.SearchText = RecordSearch.TextOf(DocumentRegister.Definition, document);
            db.Add(new DocumentFile
            {
                DocumentKey = key,
                Number = document.FileNumber,
                Sha256 = stored.Sha256,
                Name = file.Name,
                MediaType = file.Type.MediaType,
                Size = stored.Size,
                Note = note,
                UploadedAt = now,
                UploadedBy = change.ActorName,
            });
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return new RecordOutcome<Document>.Saved(document);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Somebody else was first, with a change or another file; anything else is not ours to explain.
            db.ChangeTracker.Clear();
            var stands = await db.Set<Document>().AsNoTracking().FirstAsync(d => d.Key == key, cancellation);
            if (stands.Version == version)
                throw;
            return new RecordOutcome<Document>.Conflict(stands, new HashSet<string>());
        }
    }

    private static RecordOutcome<Document>.Invalid Invalid(string field, string problem) => new(new FormErrors().Add(field, problem));
}
