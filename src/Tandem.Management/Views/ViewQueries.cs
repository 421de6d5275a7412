using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.Views;

/// <param name="View">A view that the person sees.</param>
/// <param name="IsDefault">True when the person sees it first.</param>
public sealed record ListedView(SavedView View, bool IsDefault);

/// <summary>Views that the person of this scope sees.</summary>
internal sealed class ViewQueries(TandemDbContext db, CurrentUser user)
{
    /// <summary>Own and shared views, those of one table or all.</summary>
    internal IQueryable<SavedView> Seen(string? tableName)
    {
        var account = user.AccountId;
        var seen = db.SavedViews.AsNoTracking().Where(v => v.AuthorId == account || v.IsShared);
        return tableName is null ? seen : seen.Where(v => v.TableName == tableName);
    }

    /// <summary>The menu of a table: own views first, each by name; and, whatever its place, the one that is asked for and the one seen first.</summary>
    internal async Task<IReadOnlyList<ListedView>> MenuAsync(string tableName, string? asked, CancellationToken cancellation)
    {
        var account = user.AccountId;
        var listed = await Seen(tableName).Select(v => new { View = v, IsDefault = db.DefaultViews.Any(d => d.AccountId == account && d.ViewId == v.Id) })
            .OrderByDescending(v => v.IsDefault || v.View.Key == asked).ThenByDescending(v => v.View.AuthorId == account).ThenBy(v => v.View.Name).ThenBy(v => v.View.Number)
            .Take(ViewLimits.InAMenu).ToListAsync(cancellation);
        return listed.OrderByDescending(v => v.View.AuthorId == account).ThenBy(v => v.View.Name, StringComparer.OrdinalIgnoreCase).Select(v => new ListedView(v.View, v.IsDefault)).ToList();
    }

    internal Task<SavedView?> FindAsync(string key, CancellationToken cancellation) => Seen(null).FirstOrDefaultAsync(v => v.Key == key, cancellation);
}
