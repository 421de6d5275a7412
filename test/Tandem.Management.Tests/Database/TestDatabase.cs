using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Management.Database;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Database;

/// <summary>An empty database of either engine, without a host around it.</summary>
internal sealed class TestDatabase : IDisposable
{
    // Identity reads the version of its schema from the application's options.
    internal static readonly IServiceProvider Services = new ServiceCollection()
        .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    private readonly TemporaryFolder _folder = new();

    private TestDatabase(Func<TemporaryFolder, DatabaseEngine> engine) => Engine = engine(_folder);

    public DatabaseEngine Engine { get; }

    public static async Task<TestDatabase> CreateAsync(string engine, PostgresServer postgres)
    {
        if (engine == DatabaseEngine.Sqlite)
            return new(folder => new DatabaseEngine(engine, $"Data Source={folder.In("test.db")};Foreign Keys=True;Pooling=False"));
        var connection = await postgres.CreateDatabaseAsync();
        return new(_ => new DatabaseEngine(engine, connection));
    }

    public TandemDbContext Open()
    {
        var builder = new DbContextOptionsBuilder<TandemDbContext>();
        Engine.Configure(builder);
        builder.UseApplicationServiceProvider(Services);
        return new(builder.Options);
    }

    public async Task MigrateAsync(IReadOnlyList<Migration>? migrations = null)
    {
        await using var db = Open();
        await new MigrationRunner(db, Engine, TimeProvider.System, NullLogger<MigrationRunner>.Instance)
            .RunAsync(migrations ?? Migration.LoadEmbedded(Engine.Name), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();
}
