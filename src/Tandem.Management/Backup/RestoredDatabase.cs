using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Database;
using Tandem.Management.Database.Sqlite;

namespace Tandem.Management.Backup;

/// <summary>The database of an installation that does not run, read only, without any of its secret keys.</summary>
internal sealed class RestoredDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private RestoredDatabase(ServiceProvider services, TandemDbContext context) => (_services, Context) = (services, context);

    internal TandemDbContext Context { get; }

    /// <param name="dataFolder">Management's data folder.</param>
    /// <param name="postgres">Connection string of a database in PostgreSQL; null for the file in the data folder.</param>
    internal static RestoredDatabase Open(string dataFolder, string? postgres)
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
        var services = new ServiceCollection().Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();
        return new(services, new TandemDbContext(engine.UseApplicationServiceProvider(services).Options));
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await _services.DisposeAsync();
    }
}
