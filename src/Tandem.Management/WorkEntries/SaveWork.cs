using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.WorkEntries;

/// <summary>Enters, changes and removes work entries, for pages and API.</summary>
internal sealed class SaveWork(TandemDbContext db, WorkRights rights, WorkSubject subject, ChangeContext change, TimeProvider time)
{
    internal async Task<WorkOutcome> EnterAsync(WorkInput input, CancellationToken cancellation)
    {
        if (rights.Person is not { Length: > 0 } person)
            return new WorkOutcome.Forbidden("your roles do not let you enter work; ask an IMS manager");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (key, number) = await KeySequence.NextAsync(db, WorkEntry.Type, WorkEntry.KeyPrefix, cancellation);
        var entry = new WorkEntry { Key = key, Number = number, Person = person, CreatedAt = time.GetUtcNow() };
        if (await WriteAsync(entry, input, cancellation) is { Any: true } errors)
            return new WorkOutcome.Invalid(errors);
        change.Reason = input.Reason;
        db.Add(entry);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new WorkOutcome.Saved(entry);
    }

    internal async Task<WorkOutcome> ChangeAsync(string key, WorkInput input, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await FindAsync(key, cancellation) is not { } entry)
            return new WorkOutcome.Missing();
        if (Refusal(entry, input.Version, input.Reason) is { } refused)
            return refused;
        if (await WriteAsync(entry, input, cancellation) is { Any: true } errors)
        {
            db.ChangeTracker.Clear();
            return new WorkOutcome.Invalid(errors);
        }
        change.Reason = input.Reason;
        return await StoreAsync(entry, transaction.CommitAsync, cancellation);
    }

    internal async Task<WorkOutcome> RemoveAsync(string key, int version, string reason, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await FindAsync(key, cancellation) is not { } entry)
            return new WorkOutcome.Missing();
        if (Refusal(entry, version, reason) is { } refused)
            return refused;
        change.Reason = reason;
        db.Remove(entry);
        return await StoreAsync(entry, transaction.CommitAsync, cancellation);
    }

    private async Task<WorkOutcome> StoreAsync(WorkEntry entry, Func<CancellationToken, Task> commit, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            await commit(cancellation);
            return new WorkOutcome.Saved(entry);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new WorkOutcome.Conflict(Changed(entry.Key));
        }
    }

    private Task<WorkEntry?> FindAsync(string key, CancellationToken cancellation) => rights.Visible(db.WorkEntries).FirstOrDefaultAsync(w => w.Key == key, cancellation);

    private WorkOutcome? Refusal(WorkEntry entry, int version, string reason)
    {
        if (rights.WhyNot(entry) is { } why)
            return new WorkOutcome.Forbidden(why);
        if (entry.Version != version)
            return new WorkOutcome.Conflict(Changed(entry.Key));
        var isCorrection = !rights.IsOwn(entry) || entry.Day < rights.FirstOpenDay;
        return isCorrection && string.IsNullOrWhiteSpace(reason) ? new WorkOutcome.Invalid(new FormErrors().Add("reason", "say why it is corrected")) : null;
    }

    private async Task<FormErrors> WriteAsync(WorkEntry entry, WorkInput input, CancellationToken cancellation)
    {
        var errors = new FormErrors();
        WriteDay(entry, input.Day, errors);
        if (int.TryParse(input.Minutes.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= WorkLimits.Minutes)
            entry.Minutes = minutes;
        else
            errors.Add("minutes", $"minutes are a whole number from 1 to {WorkLimits.Minutes}");
        // What it is about may have been archived since; only what is named anew must be in use.
        if (input.About.Trim() != entry.About || entry.About.Length == 0)
        {
            var (about, problem) = await subject.ResolveAsync(input.About, cancellation);
            if (problem is null)
                entry.About = about;
            else
                errors.Add("about", problem);
        }
        if (ChoiceNames.Parse<WorkKind>(input.Kind) is { } kind)
            entry.Kind = kind;
        else
            errors.Add("kind", "the kind is `new` or `reused`");
        if (input.Note.Length > WorkLimits.Note)
            errors.Add("note", $"the note has {input.Note.Length} characters; shorten it to {WorkLimits.Note}");
        entry.Note = input.Note.Trim();
        entry.SearchText = $"{entry.About}\n{entry.Note}".ToLowerInvariant();
        if (input.Reason.Length > RecordLimits.Reason)
            errors.Add("reason", $"the reason has {input.Reason.Length} characters; shorten it to {RecordLimits.Reason}");
        if (!errors.Any)
            await CheckDayAsync(entry, errors, cancellation);
        return errors;
    }

    private void WriteDay(WorkEntry entry, string text, FormErrors errors)
    {
        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year < 2000)
            errors.Add("day", "the day is written like `2026-11-30`");
        // It is tomorrow already somewhere on Earth.
        else if (day > rights.Today.AddDays(1))
            errors.Add("day", "work is entered when it is done; the day lies ahead");
        else if (day < rights.FirstOpenDay && !rights.IsManager)
            errors.Add("day", $"work of days before {DayText.Of(rights.FirstOpenDay)} is closed; ask an IMS manager");
        else
            entry.Day = day;
    }

    private async Task CheckDayAsync(WorkEntry entry, FormErrors errors, CancellationToken cancellation)
    {
        var others = await db.WorkEntries.Where(w => w.Person == entry.Person && w.Day == entry.Day && w.Key != entry.Key).SumAsync(w => w.Minutes, cancellation);
        if (others + entry.Minutes > WorkLimits.Minutes)
            errors.Add("minutes", $"a day has {WorkLimits.Minutes} minutes, and {others} of {DayText.Of(entry.Day)} are entered already");
    }

    private static string Changed(string key) => $"{key} was changed meanwhile; look at it and decide again";
}
