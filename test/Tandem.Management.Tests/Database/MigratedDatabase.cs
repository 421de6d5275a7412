using Tandem.Management.Access;
using Tandem.Management.Backup;
using Tandem.Management.Database;
using Tandem.Testing.Files;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Database;

/// <summary>A database as the migrations leave it, made once for each engine. A test of the whole system starts on a copy of it; <see cref="MigrationRunnerTests"/> and <see cref="SchemaTests"/> run the migrations themselves.</summary>
internal static class MigratedDatabase
{
    private static readonly SemaphoreSlim One = new(1, 1);
    private static byte[]? _sqlite;
    private static string? _postgres;

    /// <summary>Gives the options a database that is already migrated, in the folder they name or on the server.</summary>
    internal static async Task<ManagementOptions> GiveAsync(ManagementOptions options, string engine, PostgresServer? postgres)
    {
        await One.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (engine == DatabaseEngine.Postgres)
                return options with { Database = await postgres!.CreateDatabaseAsync(_postgres ??= await PostgresAsync(postgres)) };
            _sqlite ??= await SqliteAsync();
        }
        finally
        {
            One.Release();
        }
        PrivateFolder.Create(options.DataFolder);
        await File.WriteAllBytesAsync(ManagementCopy.DatabaseFile(options.DataFolder), _sqlite, TestContext.Current.CancellationToken);
        return options;
    }

    private static async Task<byte[]> SqliteAsync()
    {
        using var folder = new TemporaryFolder();
        var options = ManagementFixture.OptionsIn(folder);
        await MigrateAsync(options);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return await File.ReadAllBytesAsync(ManagementCopy.DatabaseFile(options.DataFolder), TestContext.Current.CancellationToken);
    }

    private static async Task<string> PostgresAsync(PostgresServer postgres)
    {
        using var folder = new TemporaryFolder();
        var connection = await postgres.CreateDatabaseAsync();
        await MigrateAsync(ManagementFixture.OptionsIn(folder) with { Database = connection });
        return connection;
    }

    private static async Task MigrateAsync(ManagementOptions options)
    {
        var app = await ManagementHost.BuildAsync(options, configure: null, TestContext.Current.CancellationToken);
        await app.DisposeAsync();
    }
}
