using Microsoft.EntityFrameworkCore;
using Tandem.Management.Controls.Instances;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Controls;

internal sealed class ControlTiles(TandemDbContext db, TimeProvider time) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var places = await db.ControlInstances.AsNoTracking().Where(i => i.ArchivedAt == null && i.Status != InstanceStatus.NotNeeded).GroupBy(_ => 1)
            .Select(all => new { All = all.Count(), InPlace = all.Count(i => i.Status == InstanceStatus.Implemented) }).SingleOrDefaultAsync(cancellation);
        var tests = await db.ControlTests.AsNoTracking().Where(t => t.ArchivedAt == null).GroupBy(_ => 1)
            .Select(all => new { All = all.Count(), Overdue = all.Count(t => t.NextDue < today) }).SingleOrDefaultAsync(cancellation);
        return new(
            [
                new HomeTile(43, "Controls in place", places?.InPlace ?? 0, places?.All ?? 0, "places where one is needed", "/control-instances?status=implemented"),
                new HomeTile(44, "Tests of controls overdue", tests?.Overdue ?? 0, tests?.All ?? 0, "tests", "/control-tests?due=overdue"),
            ],
            [new NextStep(41, "Adopt the first controls", "The library has controls for every requirement of both standards; each brings its claims, the evidence that shows them, and a test.", "/control-library/adopt", places is not null || await db.Controls.AnyAsync(cancellation))]);
    }
}
