using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Tasks;

/// <summary>Own tasks from the day of their reminder on, and tasks that one answers for and nobody does.</summary>
internal sealed class TaskWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person, today).Select(t => t.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person, today).OrderBy(t => t.DueDay == null).ThenBy(t => t.DueDay).ThenBy(t => t.Number).Take(most).ToListAsync(cancellation))
        .ConvertAll(task => new WorkItem(
            task.Key, task.Title, task.Assignee == person ? (task.State == TaskState.Open ? "to be done" : "in progress") : "name somebody who does it",
            task.Assignee == person && task.RemindOn is { } reminded ? reminded : DateOnly.FromDateTime(task.CreatedAt.UtcDateTime), task.DueDay, TaskRegister.Definition.PathOf(task.Key)));

    private IQueryable<TaskEntry> Of(string person, DateOnly today) => db.Tasks.AsNoTracking().Where(t =>
        t.ArchivedAt == null && (t.State == TaskState.Open || t.State == TaskState.InProgress)
        && ((t.Assignee == person && t.RemindOn <= today) || (t.Assignee == "" && t.Owner == person)));
}
