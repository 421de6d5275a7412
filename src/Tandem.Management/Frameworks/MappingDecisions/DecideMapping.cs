using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks.MappingDecisions;

/// <summary>Accepts or refuses a pair that the content proposes, or takes that back, unless somebody else did since it was read.</summary>
internal sealed class DecideMapping(TandemDbContext db, FrameworkCatalogue catalogue, ChangeContext change, TimeProvider time)
{
    internal async Task<MappingOutcome> ExecuteAsync(ControlMapping pair, MappingForm form, CancellationToken cancellation)
    {
        var stored = await db.MappingDecisions.FirstOrDefaultAsync(decision => decision.Pair == pair.Id, cancellation);
        if ((stored?.Version ?? 0) != form.Version)
            return new MappingOutcome.Conflict(stored);
        var reason = (form.Reason ?? "").Trim();
        if (Check(form, reason, stored) is { Any: true } errors)
            return new MappingOutcome.Invalid(errors);
        if (stored is null)
        {
            stored = new MappingDecision { Pair = pair.Id };
            db.MappingDecisions.Add(stored);
        }
        (stored.State, stored.Reason) = (form.Read()!.Value, reason);
        (stored.ContentVersion, stored.Strength, stored.Rationale) = (catalogue.Version, pair.Strength, pair.Rationale);
        if (!db.ChangeTracker.HasChanges())
            return new MappingOutcome.Saved();
        (stored.UpdatedAt, stored.UpdatedBy) = (time.GetUtcNow(), change.ActorName);
        change.Reason = reason;
        try
        {
            await db.SaveChangesAsync(cancellation);
            return new MappingOutcome.Saved();
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || form.Version == 0)
        {
            // Somebody else decided between our reading and our writing.
            db.ChangeTracker.Clear();
            if (await db.MappingDecisions.AsNoTracking().FirstOrDefaultAsync(decision => decision.Pair == pair.Id, cancellation) is { } other && other.Version != form.Version)
                return new MappingOutcome.Conflict(other);
            throw;
        }
    }

    private static FormErrors Check(MappingForm form, string reason, MappingDecision? stored)
    {
        var errors = new FormErrors();
        var state = form.Read();
        if (state is null)
            errors.Add(MappingForm.DecisionField, $"`{FormText.Shortened(form.Decision ?? "", 40)}` is no decision; choose accepted, refused or proposed");
        if (state == MappingState.Refused && reason.Length == 0)
            errors.Add(MappingForm.ReasonField, "a refusal needs a reason; say why the pair does not hold here");
        else if (reason.Length == 0 && stored is not null && state is { } wanted && wanted != stored.State)
            errors.Add(MappingForm.ReasonField, "the pair has been decided on before; say why that changes");
        if (state == MappingState.Proposed && stored is null)
            errors.Add(MappingForm.DecisionField, "nobody has decided on the pair yet; choose accepted or refused");
        if (reason.Length > RecordLimits.Reason)
            errors.Add(MappingForm.ReasonField, string.Create(CultureInfo.InvariantCulture, $"the reason has {reason.Length} characters; shorten it to {RecordLimits.Reason}"));
        return errors;
    }
}

/// <summary>What came of an attempt to decide on a pair.</summary>
internal abstract record MappingOutcome
{
    private MappingOutcome()
    {
    }

    internal sealed record Saved : MappingOutcome;

    /// <summary>Nothing was stored: what was entered is not right.</summary>
    internal sealed record Invalid(FormErrors Errors) : MappingOutcome;

    /// <summary>Nothing was stored: somebody else decided since the pair was read.</summary>
    internal sealed record Conflict(MappingDecision? Stored) : MappingOutcome;
}
