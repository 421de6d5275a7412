using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Approvals;

/// <summary>Open approvals that a person may decide on today, the own seats and those of who is absent and has the person as deputy; in one query, unlike <see cref="ApprovalQueries.WaitingFor"/>, which is given the seats.</summary>
internal sealed class ApprovalWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person, today).Select(a => a.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person, today).OrderBy(a => a.Due == null).ThenBy(a => a.Due).ThenBy(a => a.Number).Take(most).Select(a => new { a.Key, a.SubjectKey, a.SubjectTitle, a.AskedByName, a.CreatedAt, a.Due }).ToListAsync(cancellation))
        .ConvertAll(a => new WorkItem(a.Key, $"{a.SubjectKey} {a.SubjectTitle}", $"approve or reject; {a.AskedByName} asks", DateOnly.FromDateTime(a.CreatedAt.UtcDateTime), a.Due, $"/approvals/{a.Key}"));

    private IQueryable<Approval> Of(string person, DateOnly today) => db.Approvals.AsNoTracking().Where(a =>
        a.State == ApprovalState.Open && a.AskedByPerson != person && !a.Seats.Any(s => s.DecidedByPerson == person)
        && a.Seats.Any(s => s.Verdict == null && (s.Person == person || db.People.Any(p =>
            p.Key == s.Person && p.Deputy == person && p.AbsentFrom <= today && (p.AbsentUntil == null || p.AbsentUntil >= today)))));
}
