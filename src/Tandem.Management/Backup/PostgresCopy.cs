using System.Data;
using Npgsql;

namespace Tandem.Management.Backup;

/// <summary>The database of management in PostgreSQL, dumped and loaded by PostgreSQL's own programs.</summary>
public static class PostgresCopy
{
    /// <summary>Dumps what one snapshot holds, in the custom format of `pg_dump`.</summary>
    /// <param name="database">Connection string.</param>
    /// <param name="target">File to write.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Number of the last change that the snapshot holds.</returns>
    /// <exception cref="IOException">The database cannot be reached or dumped.</exception>
    public static async Task<long> DumpAsync(string database, string target, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync(cancellation);
            // Held open while the dump runs: both see the same rows, whatever is written meanwhile.
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            await using var command = new NpgsqlCommand("select pg_export_snapshot(), coalesce((select max(number) from change_events), 0)", connection, transaction);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            var (snapshot, last) = (reader.GetString(0), reader.GetInt64(1));
            await reader.DisposeAsync();
            await PostgresTools.RunAsync("pg_dump", database, ["--format=custom", "--no-owner", "--no-privileges", "--snapshot=" + snapshot, "--file=" + target], cancellation);
            return last;
        }
        catch (NpgsqlException failure)
        {
            throw new IOException($"the database cannot be copied: {failure.Message}", failure);
        }
    }

    /// <summary>Loads a dump into an empty database, whole or not at all.</summary>
    /// <exception cref="IOException">The database cannot be reached, is not empty, or refused the dump.</exception>
    public static async Task LoadAsync(string database, string dump, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand("select count(*) from information_schema.tables where table_schema = 'public'", connection);
            if ((long)(await command.ExecuteScalarAsync(cancellation))! > 0)
                throw new IOException("the database is not empty; a backup is restored into an empty database only, make a new one with `createdb`");
        }
        catch (NpgsqlException failure)
        {
            throw new IOException($"the database cannot be reached: {failure.Message}", failure);
        }
        await PostgresTools.RunAsync("pg_restore", database, ["--no-owner", "--no-privileges", "--no-comments", "--exit-on-error", "--single-transaction", dump], cancellation);
    }
}
