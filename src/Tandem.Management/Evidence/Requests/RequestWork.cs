using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Evidence.Requests;

/// <summary>What one is asked for, and answers to what one asked.</summary>
internal sealed class RequestWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person).Select(r => r.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person).OrderBy(r => r.DueDay ?? DateOnly.MaxValue).ThenBy(r => r.Number).Take(most).ToListAsync(cancellation))
        .ConvertAll(request => new WorkItem(
            request.Key, request.Title, RequestWorkflow.IsWaiting(request.State) ? "answer the request with an evidence item" : "look at the answer: accept or return it",
            request.AnsweredOn ?? DateOnly.FromDateTime(request.CreatedAt.UtcDateTime), RequestWorkflow.IsWaiting(request.State) ? request.DueDay : null, RequestRegister.Definition.PathOf(request.Key)));

    // Two searches and not one with "or": each has its index.
    private IQueryable<EvidenceRequest> Of(string person) =>
        InUse().Where(r => r.Assignee == person && (r.State == RequestState.Open || r.State == RequestState.Returned))
            .Concat(InUse().Where(r => r.Owner == person && r.Assignee != person && r.State == RequestState.Answered));

    private IQueryable<EvidenceRequest> InUse() => db.EvidenceRequests.AsNoTracking().Where(r => r.ArchivedAt == null);
}
