using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Views;

/// <summary>Keeps, changes and deletes views. INVARIANT (own views): a private one is its author's alone; a shared one is changed by its author and by those who manage.</summary>
internal sealed class SaveView(TandemDbContext db, ViewQueries queries, CurrentUser user, ChangeContext change, TimeProvider time)
{
    /// <summary>What may be changed of a view; null leaves it as it is.</summary>
    internal sealed record Patch(string? Name, string? Query, bool? IsShared, int Version);

    internal async Task<ViewOutcome> CreateAsync(NewView asked, CancellationToken cancellation)
    {
        if (user.AccountId is not { } author)
            return new ViewOutcome.Forbidden("views are kept by people; sign in");
        var errors = asked.Problems();
        if (errors.Any)
            return new ViewOutcome.Invalid(errors);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // The counter's row is locked by this until commit, so that two at once cannot both be the last that is allowed.
        var (key, number) = await KeySequence.NextAsync(db, SavedView.Type, "VIW", cancellation);
        var name = asked.Name!.Trim();
        var own = await db.SavedViews.AsNoTracking().Where(v => v.AuthorId == author).Select(v => new { v.TableName, v.Name }).ToListAsync(cancellation);
        if (own.Count >= ViewLimits.OfAPerson)
            return new ViewOutcome.Invalid(new FormErrors().Add("name", $"you have {own.Count} views; delete one that you no longer use"));
        if (own.Exists(v => v.TableName == asked.Table && v.Name == name))
            return new ViewOutcome.Invalid(new FormErrors().Add("name", $"you have a view `{name}` of this table; choose another name, or open it and save to it"));
        var now = time.GetUtcNow();
        var view = new SavedView
        {
            Id = Guid.CreateVersion7(now),
            Key = key,
            Number = number,
            TableName = asked.Table!,
            Path = asked.Path!,
            Name = name,
            Query = ViewQuery.Tidy(asked.Query ?? ""),
            IsShared = asked.IsShared,
            AuthorId = author,
            AuthorName = user.Name,
            CreatedAt = now,
            UpdatedAt = now,
            UpdatedBy = user.Name,
        };
        db.Add(view);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new ViewOutcome.Saved(view);
    }

    internal async Task<ViewOutcome> ChangeAsync(string key, Patch patch, CancellationToken cancellation)
    {
        var (refused, view) = await FindAsync(key, patch.Version, cancellation);
        if (view is null)
            return refused!;
        var errors = new FormErrors();
        if (patch.Name is not null)
            ViewRules.CheckName(patch.Name, errors);
        if (patch.Query is not null)
            ViewRules.CheckQuery(patch.Query, errors);
        var name = patch.Name?.Trim() ?? view.Name;
        if (name != view.Name && await db.SavedViews.AnyAsync(v => v.AuthorId == view.AuthorId && v.TableName == view.TableName && v.Name == name, cancellation))
            errors.Add("name", $"{view.AuthorName} has another view `{name}` of this table; choose another name");
        if (errors.Any)
            return new ViewOutcome.Invalid(errors);
        view.Name = name;
        view.Query = patch.Query is { } query ? ViewQuery.Tidy(query) : view.Query;
        if (patch.IsShared == false && view.IsShared)
            await ForgetDefaultsAsync(view, except: view.AuthorId, cancellation);
        view.IsShared = patch.IsShared ?? view.IsShared;
        if (!db.ChangeTracker.HasChanges())
            return new ViewOutcome.Saved(view);
        (view.UpdatedAt, view.UpdatedBy) = (time.GetUtcNow(), change.ActorName);
        return await StoreAsync(key, new ViewOutcome.Saved(view), cancellation);
    }

    internal async Task<ViewOutcome> DeleteAsync(string key, int version, CancellationToken cancellation)
    {
        var (refused, view) = await FindAsync(key, version, cancellation);
        if (view is null)
            return refused!;
        await ForgetDefaultsAsync(view, except: null, cancellation);
        db.Remove(view);
        return await StoreAsync(key, new ViewOutcome.Deleted(view), cancellation);
    }

    /// <summary>True when the person may change and delete the view.</summary>
    internal bool MayChange(SavedView view) => view.AuthorId == user.AccountId || (view.IsShared && user.May(Permissions.Manage));

    private async Task<(ViewOutcome? Outcome, SavedView? View)> FindAsync(string key, int version, CancellationToken cancellation)
    {
        if (await queries.Seen(null).AsTracking().FirstOrDefaultAsync(v => v.Key == key, cancellation) is not { } view)
            return (new ViewOutcome.Missing(), null);
        if (!MayChange(view))
            return (new ViewOutcome.Forbidden($"{view.Name} is {view.AuthorName}'s view; save what you see as a view of your own, or ask there"), null);
        return view.Version == version ? (null, view) : (new ViewOutcome.Conflict(view), null);
    }

    // Whose default the view was sees the table as it is at first.
    private async Task ForgetDefaultsAsync(SavedView view, Guid? except, CancellationToken cancellation) =>
        db.RemoveRange(await db.DefaultViews.Where(d => d.ViewId == view.Id && d.AccountId != except).ToListAsync(cancellation));

    private async Task<ViewOutcome> StoreAsync(string key, ViewOutcome stored, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return stored;
        }
        catch (DbUpdateException)
        {
            // Changed, deleted, or seen first by one more person meanwhile; or a view of its new name was kept.
            db.ChangeTracker.Clear();
            return await db.SavedViews.AsNoTracking().FirstOrDefaultAsync(v => v.Key == key, cancellation) is { } now ? new ViewOutcome.Conflict(now) : new ViewOutcome.Missing();
        }
    }
}
