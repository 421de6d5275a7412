using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Tandem.Management.Database;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Documents.Text;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Files;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents;

/// <summary>A stored file that is to become the newest of a document.</summary>
/// <param name="Name">Safe name.</param>
/// <param name="MediaType">As it is sent.</param>
/// <param name="Stored">Where it lies.</param>
/// <param name="Note">What is new in it.</param>
internal sealed record NewFile(string Name, string MediaType, StoredFile Stored, string Note)
{
    internal int OpenPlaceholders { get; init; }

    internal int? FrozenFrom { get; init; }

    internal IReadOnlyList<FilledField> FilledFields { get; init; } = [];

    /// <summary>The text, where it is one that is read here; null for every other file.</summary>
    internal string? Text { get; init; }
}

/// <summary>Enters a stored file as the newest of a document, whether it was uploaded or written here; the files before it stay.</summary>
internal sealed class EnterFile(TandemDbContext db, DocumentTemplates templates, RecordRights rights, ChangeContext change, TimeProvider time)
{
    internal async Task<RecordOutcome<Document>> ExecuteAsync(string key, int version, NewFile file, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await BeginAsync(cancellation);
            if (await db.Set<Document>().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
                return new RecordOutcome<Document>.Missing();
            if (WhyNot(document, version) is { } refused)
                return refused;
            if (document.FileHash == file.Stored.Sha256)
                return new RecordOutcome<Document>.Invalid(new FormErrors().Add(ReceivedFile.Field, $"this is the file that {key} has already; nothing was changed"));

            change.Reason = file.Note;
            var now = time.GetUtcNow();
            document.FileNumber++;
            (document.FileName, document.FileHash) = (file.Name, file.Stored.Sha256);
            (document.UpdatedAt, document.UpdatedBy) = (now, change.ActorName);
            document.SearchText = RecordSearch.TextOf(DocumentRegister.Definition, document);
            db.Add(new DocumentFile
            {
                DocumentKey = key,
                Number = document.FileNumber,
                Sha256 = file.Stored.Sha256,
                Name = file.Name,
                MediaType = file.MediaType,
                Size = file.Stored.Size,
                Note = file.Note,
                OpenPlaceholders = file.OpenPlaceholders,
                FrozenFrom = file.FrozenFrom,
                FilledFields = file.FilledFields,
                UploadedAt = now,
                UploadedBy = change.ActorName,
            });
            if (file.Text is { } text)
                db.AddRange(SectionReader.Rows(key, document.FileNumber, SectionReader.Read(text, templates.Find(document.Template))));
            await db.SaveChangesAsync(cancellation);
            if (transaction is not null)
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

    /// <summary>Why the content of a document cannot be changed by this person now; null when it can.</summary>
    internal RecordOutcome<Document>? WhyNot(Document document, int version) =>
        !rights.MayEdit(DocumentRegister.Definition, document) ? new RecordOutcome<Document>.Forbidden(rights.WhyNot(DocumentRegister.Definition, document))
        : document.Version != version ? new RecordOutcome<Document>.Conflict(document, new HashSet<string>())
        : document.ArchivedAt is not null ? new RecordOutcome<Document>.Refused(SaveRecord.WhyArchived(document.Key))
        : !DocumentWorkflow.IsOpen(document.State) ? new RecordOutcome<Document>.Refused($"{document.Key} is `{DocumentWords.Of(document.State)}` with the file it has; take the step `{DocumentWorkflow.Unlocking(document.State)}` before you change it")
        : null;

    // Who begins a document from a template has a transaction open already: then this is part of it.
    private async Task<IDbContextTransaction?> BeginAsync(CancellationToken cancellation) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
}
