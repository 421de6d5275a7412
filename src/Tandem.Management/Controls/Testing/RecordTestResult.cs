using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Controls.Testing;

/// <summary>What a person or program enters as the result of a test; all but the version as texts.</summary>
/// <param name="Version">Version of the test that was seen.</param>
/// <param name="Result">`pass`, `fail` or `inconclusive`.</param>
/// <param name="PerformedOn">Day on which it was run, as `2026-11-30`; empty for today.</param>
/// <param name="Instance">Key of the instance that was tested, such as `CIN-0001`; empty when the result holds wherever the control is in place.</param>
/// <param name="Note">What was looked at and found.</param>
/// <param name="Corrects">Number of a result that this one takes the place of; empty for none.</param>
public sealed record TestResultEntry(int Version, string? Result = null, string? PerformedOn = null, string? Instance = null, string? Note = null, string? Corrects = null);

/// <summary>Enters the result of one run of a test. INVARIANT (append only): no result is ever changed or taken away; a wrong one is corrected by a later one.</summary>
internal sealed class RecordTestResult(TandemDbContext db, RecordRights rights, ChangeContext change, TimeProvider time)
{
    internal async Task<RecordOutcome<ControlTest>> ExecuteAsync(string key, TestResultEntry entry, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.ControlTests.FirstOrDefaultAsync(t => t.Key == key, cancellation) is not { } test)
            return new RecordOutcome<ControlTest>.Missing();
        if (!rights.MayEdit(TestRegister.Definition, test))
            return new RecordOutcome<ControlTest>.Forbidden(rights.WhyNot(TestRegister.Definition, test));
        if (test.ArchivedAt is not null)
            return new RecordOutcome<ControlTest>.Refused(SaveRecord.WhyArchived(key));
        if (test.Version != entry.Version)
            return new RecordOutcome<ControlTest>.Conflict(test, new HashSet<string>());

        var now = time.GetUtcNow();
        var stored = await db.ControlTestResults.AsNoTracking().Where(r => r.TestKey == key).ToListAsync(cancellation);
        var (result, errors) = await ReadAsync(test, entry, stored, now, cancellation);
        if (result is null)
            return new RecordOutcome<ControlTest>.Invalid(errors);

        db.Add(result);
        test.Results = result.Number;
        var last = Effectivenesses.Standing([.. stored, result]).OrderBy(r => r.PerformedOn).ThenBy(r => r.Number).Last();
        (test.LastResult, test.LastOn) = (last.Result, last.PerformedOn);
        test.NextDue = test.Cadence.Next(last.PerformedOn);
        (test.UpdatedAt, test.UpdatedBy) = (now, change.ActorName);
        change.Reason = result.Note.Length <= RecordLimits.Reason ? result.Note : result.Note[..RecordLimits.Reason];
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new RecordOutcome<ControlTest>.Conflict(await db.ControlTests.AsNoTracking().FirstAsync(t => t.Key == key, cancellation), new HashSet<string>());
        }
        return new RecordOutcome<ControlTest>.Saved(test);
    }

    private async Task<(ControlTestResult? Result, FormErrors Errors)> ReadAsync(ControlTest test, TestResultEntry entry, IReadOnlyList<ControlTestResult> stored, DateTimeOffset now, CancellationToken cancellation)
    {
        var errors = new FormErrors();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var result = ChoiceNames.Parse<TestResult>(entry.Result?.Trim());
        if (result is null)
            errors.Add("result", "say what it found: `pass`, `fail` or `inconclusive`");
        var day = today;
        if (entry.PerformedOn?.Trim() is { Length: > 0 } text && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            errors.Add("performedOn", "enter the day on which it was run, such as `2026-11-30`");
        else if (day > today)
            errors.Add("performedOn", "a test that is still to be run has no result; enter the day on which it was run");
        else if (day < new DateOnly(2000, 1, 1))
            errors.Add("performedOn", "enter the day on which it was run, such as `2026-11-30`");
        var note = (entry.Note ?? "").Trim().ReplaceLineEndings("\n");
        if (note.Length == 0)
            errors.Add("note", "say what was looked at and found, so that somebody else can follow it");
        else if (note.Length > ControlLimits.LongText)
            errors.Add("note", string.Create(CultureInfo.InvariantCulture, $"the note has {note.Length} characters; shorten it to {ControlLimits.LongText}"));
        var instance = (entry.Instance ?? "").Trim().ToUpperInvariant();
        if (instance.Length > 0 && !await db.ControlInstances.AsNoTracking().AnyAsync(i => i.Key == instance && i.Control == test.Control, cancellation))
            errors.Add("instance", $"`{(instance.Length > RecordLimits.Key ? instance[..RecordLimits.Key] : instance)}` is not where {test.Control} is put in place; leave it empty when the result holds everywhere");
        int? corrects = null;
        if (entry.Corrects?.Trim() is { Length: > 0 } number)
        {
            corrects = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : 0;
            if (stored.All(r => r.Number != corrects))
                errors.Add("corrects", "there is no result of that number; leave it empty unless this one takes another's place");
            else if (stored.Any(r => r.Corrects == corrects))
                errors.Add("corrects", "that result was corrected already; correct the later one");
        }
        return errors.Any ? (null, errors) : (new ControlTestResult
        {
            TestKey = test.Key,
            Number = test.Results + 1,
            Result = result!.Value,
            PerformedOn = day,
            Instance = instance,
            Note = note,
            Corrects = corrects,
            RecordedAt = now,
            RecordedBy = change.ActorName,
        }, errors);
    }
}
