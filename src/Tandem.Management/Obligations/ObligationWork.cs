using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Obligations;

/// <summary>Obligations whose review is due, and those still in force after their last day, for their owner.</summary>
internal sealed class ObligationWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person, today).Select(o => o.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person, today).Select(o => new { o.Key, o.Title, o.Number, IsReview = o.ReviewDue <= today, Day = o.ReviewDue <= today ? o.ReviewDue : o.AppliesUntil })
            .OrderBy(o => o.Day).ThenBy(o => o.Number).Take(most).ToListAsync(cancellation))
        .ConvertAll(o => new WorkItem(
            o.Key, o.Title, o.IsReview ? "review it, and give the day of the next review" : "its last day is past: end it, or say until when it applies",
            o.Day!.Value, o.Day, ObligationRegister.Definition.PathOf(o.Key)));

    private IQueryable<Obligation> Of(string person, DateOnly today) => db.Obligations.AsNoTracking().Where(o =>
        o.ArchivedAt == null && o.Owner == person && o.State != ObligationState.Ended
        && (o.ReviewDue <= today || (o.State == ObligationState.InForce && o.AppliesUntil < today)));
}
