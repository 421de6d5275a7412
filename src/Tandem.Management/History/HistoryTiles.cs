using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.History;

internal sealed class HistoryTiles(TandemDbContext db) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        // What waits is little; what is recorded would be counted in a million rows a second time.
        var all = await db.ChangeEvents.CountAsync(cancellation);
        var waiting = await db.Outbox.CountAsync(cancellation);
        return new([new HomeTile(90, "Changes in the ledger", all - waiting, all, "changes", "/history")], []);
    }
}
