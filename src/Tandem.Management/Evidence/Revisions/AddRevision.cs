using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Files;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence.Revisions;

/// <summary>Adds a revision to an item; those before it stay. INVARIANT (accepted is what was looked at): an item that was handed in or accepted is to be looked at again.</summary>
internal sealed class AddRevision(TandemDbContext db, RecordRights rights, FileStore store, ChangeContext change, CurrentUser user, TimeProvider time)
{
    internal async Task<RecordOutcome<EvidenceItem>> ExecuteAsync(string key, RevisionEntry entry, IFormCollection form, CancellationToken cancellation)
    {
        if (await db.EvidenceItems.AsNoTracking().FirstOrDefaultAsync(i => i.Key == key, cancellation) is not { } item)
            return new RecordOutcome<EvidenceItem>.Missing();
        if (!rights.MayEdit(EvidenceRegister.Definition, item))
            return new RecordOutcome<EvidenceItem>.Forbidden(rights.WhyNot(EvidenceRegister.Definition, item));
        var errors = new FormErrors();
        // Before anything is stored: what is refused leaves nothing.
        if (Refusal(item, entry.Version) is { } refusal)
            return refusal;
        Apply(item, entry, errors);
        if (errors.Any)
            return new RecordOutcome<EvidenceItem>.Invalid(errors);
        if (await RevisionContent.ReadAsync(entry, form, store, errors, cancellation) is not { } content)
            return new RecordOutcome<EvidenceItem>.Invalid(errors);
        return await EnterAsync(key, entry, content, cancellation);
    }

    private async Task<RecordOutcome<EvidenceItem>> EnterAsync(string key, RevisionEntry entry, RevisionContent content, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var item = await db.EvidenceItems.FirstAsync(i => i.Key == key, cancellation);
            if (Refusal(item, entry.Version) is { } refusal)
                return refusal;
            var now = time.GetUtcNow();
            Apply(item, entry, new FormErrors());
            change.Reason = entry.Note;
            item.Revision++;
            (item.ReceivedAt, item.FileName, item.FileHash) = (now, content.Name, content.Sha256);
            if (!EvidenceWorkflow.IsOpen(item.State))
                (item.State, item.SubmittedBy) = (EvidenceState.Submitted, user.PersonKey ?? "");
            EvidenceRules.Derive(item);
            (item.UpdatedAt, item.UpdatedBy) = (now, change.ActorName);
            item.SearchText = RecordSearch.TextOf(EvidenceRegister.Definition, item);
            db.Add(new EvidenceRevision
            {
                EvidenceKey = key,
                Number = item.Revision,
                Source = content.Source,
                Sha256 = content.Sha256,
                Name = content.Name,
                MediaType = content.MediaType,
                Size = content.Size,
                Address = content.Address,
                Text = content.Text,
                CoversFrom = item.CoversFrom,
                CoversTo = item.CoversTo,
                CollectedOn = item.CollectedOn,
                Note = entry.Note,
                ReceivedAt = now,
                ReceivedBy = change.ActorName,
            });
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return new RecordOutcome<EvidenceItem>.Saved(item);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Somebody else was first, with a change or another revision; anything else is not ours to explain.
            db.ChangeTracker.Clear();
            var stands = await db.EvidenceItems.AsNoTracking().FirstAsync(i => i.Key == key, cancellation);
            if (stands.Version == entry.Version)
                throw;
            return new RecordOutcome<EvidenceItem>.Conflict(stands, new HashSet<string>());
        }
    }

    private static RecordOutcome<EvidenceItem>? Refusal(EvidenceItem item, int version)
    {
        if (item.ArchivedAt is not null)
            return new RecordOutcome<EvidenceItem>.Refused(SaveRecord.WhyArchived(item.Key));
        if (item.State == EvidenceState.Withdrawn)
            return new RecordOutcome<EvidenceItem>.Refused($"{item.Key} is withdrawn; take the step `Collect again` before you add a revision");
        return item.Version == version ? null : new RecordOutcome<EvidenceItem>.Conflict(item, new HashSet<string>());
    }

    private void Apply(EvidenceItem item, RevisionEntry entry, FormErrors errors)
    {
        item.CoversFrom = Day("coversFrom", entry.CoversFrom, item.CoversFrom, errors);
        item.CoversTo = Day("coversTo", entry.CoversTo, item.CoversTo, errors);
        item.CollectedOn = Day("collectedOn", entry.CollectedOn, item.CollectedOn, errors);
        if (item.CoversTo < item.CoversFrom)
            errors.Add("coversTo", "the time it speaks about cannot end before it begins");
        if (item.CollectedOn > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
            errors.Add("collectedOn", "what is still to be collected cannot be added; enter the day on which it was collected");
    }

    private static DateOnly? Day(string field, string text, DateOnly? stands, FormErrors errors)
    {
        if (text.Length == 0)
            return stands;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1900)
            return day;
        errors.Add(field, "enter a day such as `2026-11-30`");
        return stands;
    }
}
