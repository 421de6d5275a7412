using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Tasks;

/// <summary>Own tasks from the day of their reminder on, and tasks that one answers for and nobody does.</summary>
internal sealed class TaskWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person, today).Select(t => t.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person, today).OrderBy(t => t.DueOrder).ThenBy(t => t.Number).Take(most).ToListAsync(cancellation))
        .ConvertAll(task => new WorkItem(
            task.Key, task.Title, task.Assignee == person ? (task.State == TaskState.Open ? "to be done" : "in progress") : "name somebody who does it",
            task.Assignee == person && task.RemindOn is { } reminded ? reminded : DateOnly.FromDateTime(task.CreatedAt.UtcDateTime), task.DueDay, TaskRegister.Definition.PathOf(task.Key)));

    // Two searches and not one with "or": each has its index, and of 100,000 tasks only the person's are looked at.
    private IQueryable<TaskEntry> Of(string person, DateOnly today) =>
        NotFinished().Where(t => t.Assignee == person && t.RemindOn <= today).Concat(NotFinished().Where(t => t.Assignee == "" && t.Owner == person));

    private IQueryable<TaskEntry> NotFinished() => db.Tasks.AsNoTracking().Where(t => t.ArchivedAt == null && (t.State == TaskState.Open || t.State == TaskState.InProgress));
}
