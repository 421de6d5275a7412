using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Evidence;

/// <summary>What an owner of evidence sees to: what is wanted, what others handed in, and what is stale or will be soon.</summary>
internal sealed class EvidenceWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person, today).Select(i => i.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person, today).OrderBy(i => i.FreshOrder).ThenBy(i => i.Number).Take(most).ToListAsync(cancellation))
        .ConvertAll(item => new WorkItem(item.Key, item.Title, Why(item),
            item.State == EvidenceState.Accepted ? item.DueFrom!.Value : DateOnly.FromDateTime(item.UpdatedAt.UtcDateTime),
            item.State == EvidenceState.Accepted ? item.FreshUntil : null, EvidenceRegister.Definition.PathOf(item.Key)));

    private static string Why(EvidenceItem item) => item.State switch
    {
        EvidenceState.Requested => "collect the evidence and submit it",
        EvidenceState.Submitted => "look at the evidence: accept or reject it",
        EvidenceState.Rejected => "collect the evidence anew",
        _ => "collect the evidence again, it goes stale",
    };

    private IQueryable<EvidenceItem> Of(string person, DateOnly today) => db.EvidenceItems.AsNoTracking().Where(i => i.ArchivedAt == null && i.Owner == person
        && (i.State == EvidenceState.Requested || i.State == EvidenceState.Rejected
            || (i.State == EvidenceState.Submitted && i.SubmittedBy != person && i.CollectedBy != person) || (i.State == EvidenceState.Accepted && i.DueFrom <= today)));
}
