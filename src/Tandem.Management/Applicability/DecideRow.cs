using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

/// <summary>Decides on one row, unless somebody else did since it was read.</summary>
internal sealed class DecideRow(TandemDbContext db, ChangeContext change, TimeProvider time)
{
    internal async Task<DecideOutcome> ExecuteAsync(Requirement control, StatementChange wanted, CancellationToken cancellation)
    {
        var id = control.Id.ToString();
        var entry = await db.StatementEntries.FirstOrDefaultAsync(e => e.Requirement == id, cancellation);
        if ((entry?.Version ?? 0) != wanted.Version)
            return new DecideOutcome.Conflict(entry);
        if (StatementRules.Check(wanted) is { Any: true } errors)
            return new DecideOutcome.Invalid(errors);

        if (entry is null)
        {
            entry = new StatementEntry { Requirement = id };
            db.StatementEntries.Add(entry);
        }
        Apply(wanted, entry);
        if (!db.ChangeTracker.HasChanges())
            return new DecideOutcome.Saved();
        entry.UpdatedAt = time.GetUtcNow();
        entry.UpdatedBy = change.ActorName;
        change.Reason = wanted.ChangeReason;
        try
        {
            await db.SaveChangesAsync(cancellation);
            return new DecideOutcome.Saved();
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || wanted.Version == 0)
        {
            // Somebody else decided between our reading and our writing: changed the row, or made it first.
            db.ChangeTracker.Clear();
            if (await db.StatementEntries.AsNoTracking().FirstOrDefaultAsync(e => e.Requirement == id, cancellation) is { } stored && stored.Version != wanted.Version)
                return new DecideOutcome.Conflict(stored);
            throw;
        }
    }

    private static void Apply(StatementChange wanted, StatementEntry entry)
    {
        entry.Decision = wanted.Decision;
        entry.IncludeReasons = [.. wanted.IncludeReasons.Distinct().Order()];
        entry.IncludeText = wanted.IncludeText.Trim();
        entry.ExcludeReason = wanted.ExcludeReason;
        entry.ExcludeText = wanted.ExcludeText.Trim();
        entry.Owner = wanted.Owner.Trim();
    }
}

/// <summary>What came of an attempt to decide on a row.</summary>
internal abstract record DecideOutcome
{
    private DecideOutcome()
    {
    }

    internal sealed record Saved : DecideOutcome;

    /// <summary>Nothing was stored: what was entered is not right.</summary>
    internal sealed record Invalid(FormErrors Errors) : DecideOutcome;

    /// <summary>Nothing was stored: somebody else decided since the row was read.</summary>
    internal sealed record Conflict(StatementEntry? Stored) : DecideOutcome;
}
