using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Context;

/// <summary>Context issues whose review is due, for their owner.</summary>
internal sealed class ContextIssueWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person, today).Select(i => i.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person, today).Select(i => new { i.Key, i.Title, i.Number, Day = i.NextReview }).OrderBy(i => i.Day).ThenBy(i => i.Number).Take(most).ToListAsync(cancellation))
        .ConvertAll(i => new WorkItem(i.Key, i.Title, "review it, and give the day of the next review", i.Day!.Value, i.Day, ContextIssueRegister.Definition.PathOf(i.Key)));

    private IQueryable<ContextIssue> Of(string person, DateOnly today) => db.ContextIssues.AsNoTracking().Where(i =>
        i.ArchivedAt == null && i.Owner == person && i.State != ContextIssueState.NoLongerCurrent && i.NextReview <= today);
}
