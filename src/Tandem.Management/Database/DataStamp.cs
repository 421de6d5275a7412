using Microsoft.EntityFrameworkCore;

namespace Tandem.Management.Database;

/// <summary>A text that stays the same only while no change of a record becomes visible, so that what was read with it need not be read again.</summary>
internal sealed class DataStamp(TandemDbContext db, DatabaseEngine engine)
{
    // Every change of a record has an event. SQLite writes one after another, so the newest number says it all;
    // PostgreSQL may commit a lower number later, but its snapshot names exactly the transactions that can be seen.
    internal async Task<string> ReadAsync(CancellationToken cancellation) => engine.IsSqlite
        ? (await db.ChangeEvents.MaxAsync(e => (long?)e.Number, cancellation) ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : (await db.Database.SqlQuery<string>($"select pg_current_snapshot()::text as \"Value\"").ToListAsync(cancellation))[0];
}
