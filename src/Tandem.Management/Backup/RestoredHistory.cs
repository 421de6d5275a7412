using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Database;
using Tandem.Management.Database.Sqlite;
using Tandem.Management.History;

namespace Tandem.Management.Backup;

/// <summary>Proves a restored history: every row of the database against the log, and every record of the log against the database.</summary>
public static class RestoredHistory
{
    /// <summary>Compares; changes nothing, and needs no secret key.</summary>
    /// <param name="dataFolder">Management's restored data folder.</param>
    /// <param name="postgres">Connection string of a database in PostgreSQL; null for the file in the data folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<HistoryFindings> CompareAsync(string dataFolder, string? postgres, TimeProvider time, CancellationToken cancellation)
    {
        var engine = new DbContextOptionsBuilder<TandemDbContext>();
        if (postgres is null)
        {
            SqliteShim.RequireLibrary();
            engine.UseSqlite(new SqliteConnectionStringBuilder { DataSource = ManagementCopy.DatabaseFile(dataFolder), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        }
        else
        {
            engine.UseNpgsql(postgres);
        }
        // The model asks the application's services which version of the accounts' tables it has.
        await using var services = new ServiceCollection().Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();
        await using var db = new TandemDbContext(engine.UseApplicationServiceProvider(services).Options);
        try
        {
            return await new HistoryComparison(db, ManagementCopy.LedgerFolder(dataFolder), ManagementCopy.VerifierKeyFile(dataFolder), time).RunAsync(cancellation);
        }
        catch (DbException failure)
        {
            return new(time.GetUtcNow(), 0, 0, 1, [new(null, $"the history cannot be read from the database: {failure.Message}; restore with the version of the program that made the backup")]);
        }
    }
}
