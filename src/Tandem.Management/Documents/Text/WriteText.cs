using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Files;
using Tandem.Management.Frameworks;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents.Text;

/// <summary>Writes the text of a document: drafts, entries for placeholders, and the text in which they are filled in for good. Each text is a file of its own; earlier ones stay.</summary>
internal sealed class WriteText(TandemDbContext db, FileStore store, DocumentTexts texts, EnterFile enter, FrameworkCatalogue catalogue, ChangeContext change, TimeProvider time)
{
    internal const string MediaType = "text/markdown; charset=utf-8";

    internal async Task<RecordOutcome<Document>> SaveAsync(string key, int version, string? text, string? note, CancellationToken cancellation)
    {
        var written = (text ?? "").ReplaceLineEndings("\n").Trim() + "\n";
        var errors = new FormErrors();
        if (written.Length <= 1)
            errors.Add("text", "enter the text");
        else if (DocumentMarkdown.Problem(written) is { } problem)
            errors.Add("text", problem);
        else if (SectionReader.Problem(written, catalogue) is { } unknown)
            errors.Add("text", unknown);
        if ((note ?? "").Length > RecordLimits.Reason)
            errors.Add("reason", $"the note has {note!.Length} characters; shorten it to {RecordLimits.Reason}");
        if (errors.Any)
            return new RecordOutcome<Document>.Invalid(errors);
        return await EnterAsync(key, version, written, new NewFile(NameOf(key), MediaType, new("", 0), (note ?? "").Trim()) { OpenPlaceholders = Placeholders.CountOpen(written) }, cancellation);
    }

    /// <summary>Keeps what people entered for placeholders; an empty text takes an entry away.</summary>
    internal async Task<RecordOutcome<Document>> FillAsync(string key, int version, IReadOnlyDictionary<string, string?>? entries, string? note, CancellationToken cancellation)
    {
        entries ??= new Dictionary<string, string?>();
        var errors = new FormErrors();
        foreach (var (name, text) in entries)
        {
            if ((text ?? "").Length > DocumentLimits.FieldText)
                errors.Add($"field-{name}", $"the entry has {text!.Length} characters; shorten it to {DocumentLimits.FieldText}");
            else if ((text ?? "").Contains('\0', StringComparison.Ordinal))
                errors.Add($"field-{name}", "the entry holds a character that cannot be stored; type it again");
        }
        if ((note ?? "").Length > RecordLimits.Reason)
            errors.Add("reason", $"the note has {note!.Length} characters; shorten it to {RecordLimits.Reason}");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Documents.FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return new RecordOutcome<Document>.Missing();
        if (enter.WhyNot(document, version) is { } refused)
            return refused;
        var current = await texts.ReadAsync(key, cancellation);
        var known = current!.Fields.Where(field => field.IsManual).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in entries.Keys.Where(name => !known.Contains(name)).Take(5))
            errors.Add("", $"`{(name.Length > 100 ? name[..100] : name)}` is no placeholder of the text that is filled by hand");
        if (errors.Any)
            return new RecordOutcome<Document>.Invalid(errors);
        // Entries of placeholders that the text has no more are kept: the text may have them again.
        var kept = document.FieldEntries.Where(entry => !entries.ContainsKey(entry.Name))
            .Concat(entries.Where(entry => !string.IsNullOrWhiteSpace(entry.Value)).Select(entry => new FieldEntry(entry.Key, entry.Value!.ReplaceLineEndings("\n").Trim())))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal).Take(DocumentLimits.Fields).ToList();
        document.FieldEntries = kept;
        db.ChangeTracker.DetectChanges();
        if (!db.ChangeTracker.HasChanges())
            return new RecordOutcome<Document>.Saved(document);
        (document.UpdatedAt, document.UpdatedBy) = (time.GetUtcNow(), change.ActorName);
        change.Reason = (note ?? "").Trim();
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new RecordOutcome<Document>.Conflict(await db.Documents.AsNoTracking().FirstAsync(d => d.Key == key, cancellation), new HashSet<string>());
        }
        return new RecordOutcome<Document>.Saved(document);
    }

    /// <summary>Fills in every placeholder, leaves guidance out, and makes that the newest file, with what was filled in and where it came from.</summary>
    internal async Task<RecordOutcome<Document>> FreezeAsync(string key, int version, string? note, CancellationToken cancellation)
    {
        if (await texts.ReadAsync(key, cancellation) is not { } current)
            return new RecordOutcome<Document>.Missing();
        if (current.Draft is not { } draft)
            return new RecordOutcome<Document>.Invalid(new FormErrors().Add("", $"{key} has no text that is written here; write one, or put the file into review as it is"));
        if (current.Missing.ToList() is { Count: > 0 } missing)
            return new RecordOutcome<Document>.Invalid(missing.Aggregate(new FormErrors(), (errors, field) => errors.Add($"field-{field.Name}", $"enter what `{field.Name}` stands for{(field.Explain.Length > 0 ? $": {field.Explain}" : "")}")));
        if ((note ?? "").Length > RecordLimits.Reason)
            return new RecordOutcome<Document>.Invalid(new FormErrors().Add("reason", $"the note has {note!.Length} characters; shorten it to {RecordLimits.Reason}"));
        var filled = Placeholders.Fill(current.Text, current.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal));
        // What was filled in may stand in a heading.
        if (SectionReader.Problem(filled, catalogue) is { } unknown)
            return new RecordOutcome<Document>.Invalid(new FormErrors().Add("", unknown));
        return await EnterAsync(key, version, filled, new NewFile(NameOf(key), MediaType, new("", 0), (note ?? "").Trim())
        {
            FrozenFrom = draft.Number,
            FilledFields = current.Fields.Select(field => new FilledField(field.Name, field.From, field.Words)).ToList(),
        }, cancellation);
    }

    private async Task<RecordOutcome<Document>> EnterAsync(string key, int version, string text, NewFile file, CancellationToken cancellation)
    {
        if (await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return new RecordOutcome<Document>.Missing();
        // Before anything is stored; looked at once more when it is entered.
        if (enter.WhyNot(document, version) is { } refused)
            return refused;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        try
        {
            file = file with { Stored = await store.StoreAsync(content, cancellation), Text = text };
        }
        catch (FileRefusedException refusal)
        {
            return new RecordOutcome<Document>.Refused(refusal.Message);
        }
        return await enter.ExecuteAsync(key, version, file, cancellation);
    }

    private static string NameOf(string key) => $"{key}.md";
}
