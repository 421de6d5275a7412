using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Controls.Testing;

/// <summary>Own tests from a week before the day by which they are to be run.</summary>
internal sealed class TestWork(TandemDbContext db) : IWorkSource
{
    private const int DaysBefore = 7;

    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person, today).Select(t => t.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person, today).OrderBy(t => t.NextDue).ThenBy(t => t.Number).Take(most).ToListAsync(cancellation))
        .ConvertAll(test => new WorkItem(test.Key, test.Title, "test the control", test.NextDue!.Value.AddDays(-DaysBefore), test.NextDue, TestRegister.Definition.PathOf(test.Key)));

    private IQueryable<ControlTest> Of(string person, DateOnly today)
    {
        var until = today.AddDays(DaysBefore);
        return db.ControlTests.AsNoTracking().Where(t => t.ArchivedAt == null && t.Owner == person && t.NextDue <= until);
    }
}
