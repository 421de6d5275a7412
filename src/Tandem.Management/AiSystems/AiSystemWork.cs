using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.AiSystems;

/// <summary>Systems whose owner has not decided their risk class yet.</summary>
internal sealed class AiSystemWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person).Select(s => s.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person).OrderBy(s => s.Number).Take(most).Select(s => new { s.Key, s.Name, s.CreatedAt }).ToListAsync(cancellation))
        .ConvertAll(s => new WorkItem(s.Key, s.Name, "decide its EU risk class", DateOnly.FromDateTime(s.CreatedAt.UtcDateTime), null, AiSystemRegister.Definition.PathOf(s.Key)));

    private IQueryable<AiSystem> Of(string person) => db.AiSystems.AsNoTracking().Where(s =>
        s.ArchivedAt == null && s.Owner == person && s.RiskClass == EuRiskClass.NotAssessed && s.State != LifecycleState.Retired && s.State != LifecycleState.Rejected);
}
