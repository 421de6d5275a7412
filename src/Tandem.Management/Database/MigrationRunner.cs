using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Tandem.Management.Database;

/// <summary>Brings a database to this program's schema: each step in one transaction together with its entry in `schema_migrations`.</summary>
internal sealed partial class MigrationRunner(TandemDbContext db, DatabaseEngine engine, TimeProvider time, ILogger<MigrationRunner> logger)
{
    // Two processes may start at once; on PostgreSQL this lock makes them take turns. SQLite has a single writer anyway.
    private const long AdvisoryLock = 7_466_201_114;

    internal Task RunAsync(CancellationToken cancellation) => RunAsync(Migration.LoadEmbedded(engine.Name), cancellation);

    internal async Task RunAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            if (engine.IsSqlite)
                await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancellation);
            await db.Database.ExecuteSqlRawAsync(
                "create table if not exists schema_migrations (number integer not null primary key, name text not null, checksum text not null, applied_at text not null)", cancellation);
            foreach (var migration in migrations)
                await RunOneAsync(migration, cancellation);
            await RefuseNewerAsync(migrations, cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task RunOneAsync(Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!engine.IsSqlite)
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({AdvisoryLock})", cancellation);
        var applied = await db.Database
            .SqlQuery<string>($"select checksum as \"Value\" from schema_migrations where number = {migration.Number}").ToListAsync(cancellation);
        if (applied.Count > 0)
        {
            if (applied[0] != migration.Checksum)
                throw new MigrationException(
                    $"migration {migration.Number:0000} `{migration.Name}` was changed after it was applied to this database; restore the released file or use the program version that applied it");
            return;
        }
        await ExecuteScriptAsync(transaction, migration.Sql, cancellation);
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await db.Database.ExecuteSqlAsync(
            $"insert into schema_migrations (number, name, checksum, applied_at) values ({migration.Number}, {migration.Name}, {migration.Checksum}, {at})", cancellation);
        await transaction.CommitAsync(cancellation);
        LogApplied(migration.Number, migration.Name);
    }

    private async Task ExecuteScriptAsync(IDbContextTransaction transaction, string sql, CancellationToken cancellation)
    {
        // Not through EF: it would read braces in the script as parameters.
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task RefuseNewerAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        var known = migrations.Select(m => m.Number).ToHashSet();
        var applied = await db.Database.SqlQueryRaw<int>("select number as \"Value\" from schema_migrations order by number").ToListAsync(cancellation);
        var unknown = applied.Where(number => !known.Contains(number)).ToList();
        if (unknown.Count > 0)
            throw new MigrationException(
                $"the database is newer than this program: it holds migration {unknown[^1]:0000}, this program knows up to {known.DefaultIfEmpty(0).Max():0000}; start the newer program");
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "migration {Number} {Name} applied")]
    private partial void LogApplied(int number, string name);
}
