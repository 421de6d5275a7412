using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tandem.Management.Decisions.Indexing;

/// <summary>The file `decisions.db`: a projection of the gateway's log that may be deleted at any time and is never trusted.</summary>
/// <remarks>Reads may run beside the one writer, which is the ingest.</remarks>
internal sealed class DecisionIndexStore(string file, TimeProvider time)
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = 30,
    }.ToString();

    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Makes the tables when they are missing or of another version.</summary>
    internal void Prepare()
    {
        using var connection = Open();
        // A projection need not survive a power cut whole: a lost tail is read again from the log.
        connection.Run("pragma journal_mode = wal; pragma synchronous = normal");
        connection.Run(DecisionIndexSchema.Alarms);
        var version = (long?)connection.Scalar("pragma user_version") ?? 0;
        if (version != DecisionIndexSchema.Version)
            Rebuild(connection, logKey: "");
    }

    internal IndexPosition Position()
    {
        using var connection = Open();
        return new IndexPosition(Meta("log_key"), long.Parse(Meta("next"), CultureInfo.InvariantCulture), Meta("last_leaf"));

        string Meta(string name) => (string?)connection.Scalar("select value from meta where name = $name", ("$name", name)) ?? "";
    }

    /// <summary>Empties the index for the given log; the next ingest starts at record 0.</summary>
    internal void Clear(string logKey)
    {
        using var connection = Open();
        Rebuild(connection, logKey);
    }

    internal void RaiseAlarm(string text)
    {
        using var connection = Open();
        connection.Run("insert into alarm (at, text) values ($at, $text)", ("$at", DecisionRow.ToMicroseconds(time.GetUtcNow())), ("$text", text));
    }

    internal IReadOnlyList<IndexAlarm> Alarms()
    {
        using var connection = Open();
        return connection.List("select at, text from alarm order by number desc limit 20", row => new IndexAlarm(DecisionRow.FromMicroseconds(row.GetInt64(0)), row.GetString(1)));
    }

    /// <summary>Applies a batch and moves the position, both or neither.</summary>
    internal void Apply(IReadOnlyList<IndexStep> steps, IndexPosition position)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        using var writer = new DecisionIndexWriter(connection, transaction);
        foreach (var step in steps)
            writer.Apply(step);
        writer.Move(position);
        transaction.Commit();
        foreach (var alarm in writer.Alarms)
            RaiseAlarm(alarm);
    }

    private static void Rebuild(SqliteConnection connection, string logKey)
    {
        using var transaction = connection.BeginTransaction();
        connection.Run(DecisionIndexSchema.Drop);
        connection.Run(DecisionIndexSchema.Create);
        connection.Run(
            "insert into meta (name, value) values ('log_key', $key), ('next', '0'), ('last_leaf', '')",
            ("$key", logKey));
        connection.Run(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {DecisionIndexSchema.Version}"));
        transaction.Commit();
    }
}

public sealed record IndexAlarm(DateTimeOffset At, string Text);
