using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>Stores the wording of one requirement or removes it, unless somebody else changed it since it was read.</summary>
internal sealed class SaveLicensedText(TandemDbContext db, ChangeContext change, TimeProvider time)
{
    internal async Task<LicensedTextOutcome> SaveAsync(Requirement requirement, LicensedTextForm form, CancellationToken cancellation)
    {
        var (text, licence) = (LicensedTextCheck.Tidy(form.Text), LicensedTextCheck.Tidy(form.Licence));
        if (LicensedTextCheck.Form(text, licence) is { Any: true } errors)
            return new LicensedTextOutcome.Invalid(errors);
        return await StoreAsync(requirement, form.Version, stored => (stored.Wording, stored.Licence) = (text, licence), cancellation);
    }

    internal async Task<LicensedTextOutcome> RemoveAsync(Requirement requirement, int version, string? reason, CancellationToken cancellation)
    {
        var why = (reason ?? "").Trim();
        if (why.Length > RecordLimits.Reason)
            return new LicensedTextOutcome.Invalid(new FormErrors().Add("reason", $"the reason is longer than {RecordLimits.Reason} characters; shorten it"));
        change.Reason = why;
        return await StoreAsync(requirement, version, stored => (stored.Wording, stored.Licence) = ("", ""), cancellation);
    }

    private async Task<LicensedTextOutcome> StoreAsync(Requirement requirement, int version, Action<LicensedText> edit, CancellationToken cancellation)
    {
        var id = requirement.Id.ToString();
        var stored = await db.LicensedTexts.FirstOrDefaultAsync(text => text.Requirement == id, cancellation);
        if ((stored?.Version ?? 0) != version)
            return new LicensedTextOutcome.Conflict(stored);
        if (stored is null)
        {
            stored = new LicensedText { Requirement = id };
            edit(stored);
            if (stored.Wording.Length == 0)
                return new LicensedTextOutcome.Saved();
            db.Add(stored);
        }
        else
        {
            edit(stored);
            if (!db.ChangeTracker.HasChanges())
                return new LicensedTextOutcome.Saved();
        }
        (stored.Sha256, stored.UpdatedAt, stored.UpdatedBy) = (LicensedTextCheck.Hash(stored.Wording), time.GetUtcNow(), change.ActorName);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return new LicensedTextOutcome.Saved();
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || version == 0)
        {
            // Somebody else entered it between our reading and our writing.
            db.ChangeTracker.Clear();
            if (await db.LicensedTexts.AsNoTracking().FirstOrDefaultAsync(text => text.Requirement == id, cancellation) is { } other && other.Version != version)
                return new LicensedTextOutcome.Conflict(other);
            throw;
        }
    }
}

/// <summary>What came of an attempt to store or remove a wording.</summary>
internal abstract record LicensedTextOutcome
{
    private LicensedTextOutcome()
    {
    }

    internal sealed record Saved : LicensedTextOutcome;

    /// <summary>Nothing was stored: what was entered is not right.</summary>
    internal sealed record Invalid(FormErrors Errors) : LicensedTextOutcome;

    /// <summary>Nothing was stored: somebody else changed it since it was read.</summary>
    internal sealed record Conflict(LicensedText? Stored) : LicensedTextOutcome
    {
        internal string Words => Stored is null
            ? "nobody has entered the text yet, but an earlier version was named; look again before you save"
            : $"{Stored.UpdatedBy} {(Stored.Wording.Length == 0 ? "removed" : "entered")} the text meanwhile (version {Stored.Version}); compare, then save again or leave it";
    }
}
