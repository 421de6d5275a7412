using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Tandem.Management.Records;

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
            var applied = await ReadAppliedAsync(null, cancellation);
            RefuseNewer(migrations, applied);
            foreach (var migration in migrations.Where(m => !IsApplied(m, applied)))
                await RunOneAsync(migration, cancellation);
            await MakeSearchIndexesAsync(cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // Found by their columns, so a new register needs no statement of its own for it.
    private async Task MakeSearchIndexesAsync(CancellationToken cancellation)
    {
        if ((await ReadTablesWithoutSearchAsync(null, cancellation)).Count == 0)
            return;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await TakeTurnAsync(cancellation);
            foreach (var table in await ReadTablesWithoutSearchAsync(transaction, cancellation))
                await ExecuteScriptAsync(transaction, SearchIndex.Create(engine.IsSqlite, table), cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbException failure) when (!engine.IsSqlite)
        {
            // Without it everything works and searching many records takes longer; the extension may need somebody with more rights.
            LogNoSearchIndex(failure);
        }
    }

    private async Task<List<string>> ReadTablesWithoutSearchAsync(IDbContextTransaction? transaction, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction?.GetDbTransaction();
        command.CommandText = SearchIndex.TablesWithoutIn(engine.IsSqlite);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var tables = new List<string>();
        while (await reader.ReadAsync(cancellation))
            tables.Add(reader.GetString(0));
        return tables;
    }

    private async Task TakeTurnAsync(CancellationToken cancellation)
    {
        if (!engine.IsSqlite)
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({AdvisoryLock})", cancellation);
    }

    private async Task RunOneAsync(Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await TakeTurnAsync(cancellation);
        // Once more inside the lock: another process may have been faster.
        if (IsApplied(migration, await ReadAppliedAsync(transaction, cancellation)))
            return;
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
        command.CommandTimeout = 0; // what fills an index of many rows takes as long as it takes
        await command.ExecuteNonQueryAsync(cancellation);
    }

    // Not through EF: a query would wait for the model, which is built meanwhile.
    private async Task<Dictionary<int, string>> ReadAppliedAsync(IDbContextTransaction? transaction, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction?.GetDbTransaction();
        command.CommandText = "select number, checksum from schema_migrations order by number";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var applied = new Dictionary<int, string>();
        while (await reader.ReadAsync(cancellation))
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        return applied;
    }

    private static bool IsApplied(Migration migration, Dictionary<int, string> applied)
    {
        if (!applied.TryGetValue(migration.Number, out var checksum))
            return false;
        return checksum == migration.Checksum ? true : throw new MigrationException(
            $"migration {migration.Number:0000} `{migration.Name}` was changed after it was applied to this database; restore the released file or use the program version that applied it");
    }

    private static void RefuseNewer(IReadOnlyList<Migration> migrations, Dictionary<int, string> applied)
    {
        var known = migrations.Select(m => m.Number).ToHashSet();
        if (applied.Keys.Where(number => !known.Contains(number)).DefaultIfEmpty(0).Max() is > 0 and var unknown)
            throw new MigrationException(
                $"the database is newer than this program: it holds migration {unknown:0000}, this program knows up to {known.DefaultIfEmpty(0).Max():0000}; start the newer program");
    }

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "the search has no index, so it is slow in registers of many thousand records; the reason stands beside this; mostly an administrator of the database has to run `create extension pg_trgm`, and then it is started again")]
    private partial void LogNoSearchIndex(Exception failure);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "migration {Number} {Name} applied")]
    private partial void LogApplied(int number, string name);
}
