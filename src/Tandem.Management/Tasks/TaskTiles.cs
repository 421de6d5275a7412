using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Tasks;

internal sealed class TaskTiles(TandemDbContext db, TimeProvider time) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var today = TaskRegister.Today(time);
        var counts = await db.Tasks.AsNoTracking().Where(t => t.ArchivedAt == null).GroupBy(_ => 1).Select(all => new
        {
            All = all.Count(),
            Unfinished = all.Count(t => t.State == TaskState.Open || t.State == TaskState.InProgress),
            Overdue = all.Count(t => (t.State == TaskState.Open || t.State == TaskState.InProgress) && t.DueDay < today),
        }).SingleOrDefaultAsync(cancellation);
        return new(
            [new HomeTile(30, "Tasks overdue", counts?.Overdue ?? 0, counts?.Unfinished ?? 0, "not finished", "/tasks?due=overdue")],
            [new NextStep(30, "Give the first task", "What must be done again and again, such as a review, comes again by itself and is reminded of.", "/tasks/new", counts?.All > 0)]);
    }
}
