using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Obligations;

internal sealed class ObligationTiles(TandemDbContext db, TimeProvider time) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var counts = await db.Obligations.AsNoTracking().Where(o => o.ArchivedAt == null).GroupBy(_ => 1).Select(all => new
        {
            All = all.Count(),
            InForce = all.Count(o => o.State == ObligationState.InForce),
            Met = all.Count(o => o.State == ObligationState.InForce && o.Compliance == Compliance.Met),
            Kept = all.Count(o => o.State != ObligationState.Ended),
            Overdue = all.Count(o => o.State != ObligationState.Ended && o.ReviewDue < today),
        }).SingleOrDefaultAsync(cancellation);
        return new(
            [
                new HomeTile(5, "Obligations met", counts?.Met ?? 0, counts?.InForce ?? 0, "in force", "/obligations?state=inForce&compliance=met"),
                new HomeTile(6, "Reviews of obligations overdue", counts?.Overdue ?? 0, counts?.Kept ?? 0, "not ended", "/obligations?review=overdue"),
            ],
            [new NextStep(15, "Enter your first obligation", "What law, contract or a party asks decides what the management system must achieve.", "/obligations/new", counts is { All: > 0 })]);
    }
}
