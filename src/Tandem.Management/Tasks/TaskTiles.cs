using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Tasks;

internal sealed class TaskTiles(TandemDbContext db, TimeProvider time) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var today = TaskRegister.Today(time);
        var states = await db.Tasks.AsNoTracking().Where(t => t.ArchivedAt == null).GroupBy(t => t.State)
            .Select(tasks => new { State = tasks.Key, All = tasks.Count(), Overdue = tasks.Count(t => t.DueDay < today) }).ToListAsync(cancellation);
        var unfinished = states.Where(s => s.State is TaskState.Open or TaskState.InProgress).ToList();
        return new(
            [new HomeTile(30, "Tasks overdue", unfinished.Sum(s => s.Overdue), unfinished.Sum(s => s.All), "not finished", "/tasks?due=overdue")],
            [new NextStep(30, "Give the first task", "What must be done again and again, such as a review, comes again by itself and is reminded of.", "/tasks/new", states.Count > 0)]);
    }
}
