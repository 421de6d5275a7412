using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.History;

internal sealed class HistoryTiles(TandemDbContext db) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var all = await db.ChangeEvents.CountAsync(cancellation);
        var recorded = await db.ChangeEvents.CountAsync(e => e.LedgerIndex != null, cancellation);
        return new([new HomeTile(90, "Changes in the ledger", recorded, all, "changes", "/history")], []);
    }
}
