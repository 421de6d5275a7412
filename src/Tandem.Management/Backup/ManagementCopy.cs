using Microsoft.Data.Sqlite;
using Tandem.Ledger.Copying;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Management.Database.Sqlite;
using Tandem.Management.History;

namespace Tandem.Management.Backup;

/// <summary>Database and log of a running management system, taken so that every change the log vouches for is a row of the database.</summary>
public sealed class ManagementCopy
{
    private ManagementCopy(LedgerCopy? log, long? records, bool hasDatabase)
    {
        Log = log;
        Records = records;
        HasDatabase = hasDatabase;
    }

    /// <summary>The log; null when it has no checkpoint.</summary>
    public LedgerCopy? Log { get; }

    /// <summary>How many records of the log belong to the copy; null for all.</summary>
    public long? Records { get; }

    /// <summary>True when the database was copied; false when it is in PostgreSQL and nobody said where, or there is none yet.</summary>
    public bool HasDatabase { get; }

    /// <summary>The database of a management system that keeps it in its data folder.</summary>
    public static string DatabaseFile(string dataFolder) => Path.Combine(dataFolder, "tandem.db");

    /// <summary>The folder of its own log.</summary>
    public static string LedgerFolder(string dataFolder) => Path.Combine(dataFolder, "ledger");

    /// <summary>The public key of its own log.</summary>
    public static string VerifierKeyFile(string dataFolder) => Path.Combine(dataFolder, "log.vkey");

    /// <summary>Takes the copy.</summary>
    /// <param name="dataFolder">Management's data folder.</param>
    /// <param name="postgres">Connection string of a database in PostgreSQL; null for the file in the data folder.</param>
    /// <param name="snapshot">Where the copy of the database goes; must not exist.</param>
    /// <param name="cancellation">Stops it; what lies at <paramref name="snapshot"/> then is the caller's to remove.</param>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static async Task<ManagementCopy> TakeAsync(string dataFolder, string? postgres, string snapshot, CancellationToken cancellation)
    {
        var key = VerifierKey.Parse((await File.ReadAllTextAsync(VerifierKeyFile(dataFolder), cancellation)).Trim());
        // Before the database: what it covers was in the database before it was in the log.
        var log = LedgerCopy.Begin(LedgerFolder(dataFolder), key);
        if (postgres is null && !File.Exists(DatabaseFile(dataFolder)))
            return new(log, null, hasDatabase: false);
        try
        {
            var last = postgres is null ? await SnapshotAsync(DatabaseFile(dataFolder), snapshot, cancellation) : await PostgresCopy.DumpAsync(postgres, snapshot, cancellation);
            return new(log, log is null ? null : RecordsUpTo(last, log, LedgerFolder(dataFolder), key, cancellation), hasDatabase: true);
        }
        catch (SqliteException failure)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new IOException($"the database cannot be copied: {failure.Message}", failure);
        }
    }

    /// <returns>Number of the last change that the snapshot holds.</returns>
    private static async Task<long> SnapshotAsync(string database, string snapshot, CancellationToken cancellation)
    {
        SqliteShim.RequireLibrary();
        await using (var running = await OpenAsync(database, SqliteOpenMode.ReadWrite, cancellation))
        {
            await using var copy = running.CreateCommand();
            copy.CommandText = "vacuum into $snapshot";
            copy.CommandTimeout = 0;
            copy.Parameters.AddWithValue("$snapshot", snapshot);
            // The copy of a large database takes minutes and looks at no token.
            await using var interruption = SqliteInterruption.On(running, cancellation);
            await Task.Run(copy.ExecuteNonQuery, cancellation);
        }

        await using var taken = await OpenAsync(snapshot, SqliteOpenMode.ReadOnly, cancellation);
        await using var last = taken.CreateCommand();
        last.CommandText = "select coalesce(max(number), 0) from change_events";
        return (long)(await last.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>The log goes on while the database is copied: its later changes are not in the snapshot.</summary>
    private static long? RecordsUpTo(long lastChange, LedgerCopy log, string folder, VerifierKey key, CancellationToken cancellation)
    {
        using var reader = LedgerReader.Open(folder, key);
        foreach (var record in reader.ReadFrom(log.Checkpoint.Checkpoint.Size))
        {
            cancellation.ThrowIfCancellationRequested();
            if (EventRecord.ChangeNumber(record) > lastChange)
                return record.Index;
        }

        return reader.Count();
    }
}
