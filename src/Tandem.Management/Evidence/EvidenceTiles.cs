using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence;

internal sealed class EvidenceTiles(TandemDbContext db, TimeProvider time) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        // By state first, so that both are counted from the index.
        var counts = await db.EvidenceItems.AsNoTracking().Where(i => i.ArchivedAt == null).GroupBy(i => i.State)
            .Select(ofState => new { State = ofState.Key, All = ofState.Count(), Fresh = ofState.Count(i => i.FreshUntil >= today) }).ToListAsync(cancellation);
        var inUse = counts.Where(count => count.State != EvidenceState.Withdrawn).Sum(count => count.All);
        var accepted = counts.Find(count => count.State == EvidenceState.Accepted);
        return new(
            [
                new HomeTile(60, "Evidence accepted and fresh", accepted?.Fresh ?? 0, inUse, "items", "/evidence?state=accepted"),
                new HomeTile(61, "Accepted evidence that is stale", accepted is null ? 0 : accepted.All - accepted.Fresh, accepted?.All ?? 0, "accepted", "/evidence?state=accepted&freshness=stale"),
            ],
            [new NextStep(60, "Collect the first evidence", "Each claim of a control names the kinds of evidence that show it.", "/evidence/gaps", counts.Count > 0)]);
    }
}
