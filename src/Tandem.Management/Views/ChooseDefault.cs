using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.Views;

/// <summary>Chooses the view that the signed-in person sees first; of each table one at most.</summary>
internal sealed class ChooseDefault(TandemDbContext db, CurrentUser user, ViewQueries queries)
{
    internal async Task<ViewOutcome> SetAsync(string key, CancellationToken cancellation)
    {
        if (user.AccountId is not { } account)
            return new ViewOutcome.Forbidden("a first view is chosen by people; sign in");
        if (await queries.FindAsync(key, cancellation) is not { } view)
            return new ViewOutcome.Missing();
        if (await db.DefaultViews.FindAsync([account, view.TableName], cancellation) is { } known)
            known.ViewId = view.Id;
        else
            db.Add(new DefaultView { AccountId = account, TableName = view.TableName, ViewId = view.Id });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // The person chose in two windows at once, or the view was deleted meanwhile.
            db.ChangeTracker.Clear();
            return await db.SavedViews.AsNoTracking().AnyAsync(v => v.Id == view.Id, cancellation) ? new ViewOutcome.Conflict(view) : new ViewOutcome.Missing();
        }
        return new ViewOutcome.Saved(view);
    }

    internal async Task ClearAsync(string tableName, CancellationToken cancellation)
    {
        if (user.AccountId is not { } account || await db.DefaultViews.FindAsync([account, tableName], cancellation) is not { } known)
            return;
        db.Remove(known);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // cleared in another window: what was wanted
        }
    }
}
