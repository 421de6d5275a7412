using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.WorkEntries;

/// <summary>Sums of work that pages and the API show.</summary>
internal sealed class WorkQueries(TandemDbContext db, WorkRights rights)
{
    /// <summary>Minutes from the first to the last day, of all entries that the person may see; one statement.</summary>
    internal Task<WorkSums> SumAsync(DateOnly first, DateOnly last, CancellationToken cancellation) =>
        SumAsync(rights.Visible(db.WorkEntries.AsNoTracking()).Where(w => w.Day >= first && w.Day <= last), cancellation);

    /// <summary>Everybody's minutes for one thing, on one line for each kind: how long it took is no secret, who took it is.</summary>
    internal async Task<(int New, int Reused)> SumOfAsync(string about, CancellationToken cancellation)
    {
        var kinds = await db.WorkEntries.AsNoTracking().Where(w => w.About == about).GroupBy(w => w.Kind).Select(g => new { g.Key, Minutes = g.Sum(w => w.Minutes) }).ToListAsync(cancellation);
        return (kinds.Where(k => k.Key == WorkKind.New).Sum(k => k.Minutes), kinds.Where(k => k.Key == WorkKind.Reused).Sum(k => k.Minutes));
    }

    /// <summary>Monday of the week in which a day lies.</summary>
    internal static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static async Task<WorkSums> SumAsync(IQueryable<WorkEntry> entries, CancellationToken cancellation) => new(
        (await entries.GroupBy(w => new { w.Day, w.About, w.Kind }).Select(g => new { g.Key.Day, g.Key.About, g.Key.Kind, Minutes = g.Sum(w => w.Minutes) }).ToListAsync(cancellation))
        .ConvertAll(g => new WorkSums.Part(g.Day, g.About, g.Kind, g.Minutes)));
}
