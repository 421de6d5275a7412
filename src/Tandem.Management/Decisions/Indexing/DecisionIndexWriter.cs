using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tandem.Management.Decisions.Indexing;

/// <summary>Prepared statements of one batch.</summary>
internal sealed class DecisionIndexWriter : IDisposable
{
    private readonly List<SqliteCommand> _commands = [];
    private readonly List<string> _alarms = [];
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _await;
    private readonly SqliteCommand _settle;
    private readonly SqliteCommand _exists;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _tag;
    private readonly SqliteCommand _profile;
    private readonly SqliteCommand _traffic;
    private readonly SqliteCommand _facet;
    private readonly SqliteCommand _move;

    internal DecisionIndexWriter(SqliteConnection connection, SqliteTransaction transaction)
    {
        (_connection, _transaction) = (connection, transaction);
        _await = Prepare("insert or replace into pending (idx, req, at) values ($idx, $req, $at)", "$idx", "$req", "$at");
        _settle = Prepare("delete from pending where idx = $idx", "$idx");
        _exists = Prepare("select idx from decision where decision_idx = $idx", "$idx");
        _insert = Prepare(
            "insert into decision (idx, decision_idx, at, req, dec, ai, app, fields, leaf) values ($idx, $decision, $at, $req, $dec, $ai, $app, $fields, $leaf)",
            "$idx", "$decision", "$at", "$req", "$dec", "$ai", "$app", "$fields", "$leaf");
        _tag = Prepare("insert or ignore into tag (kind, value, idx) values ($kind, $value, $idx)", "$kind", "$value", "$idx");
        _profile = Prepare(
            """
            insert into profile (fields, count, first_at, last_at, first_idx, last_idx) values ($fields, 1, $at, $at, $idx, $idx)
            on conflict (fields) do update set count = count + 1, first_at = min(first_at, $at), last_at = max(last_at, $at), last_idx = $idx
            """,
            "$fields", "$at", "$idx");
        _traffic = Prepare(
            """
            insert into traffic (ai, count, blocked, redacted, last_at) values ($ai, 1, $blocked, $redacted, $at)
            on conflict (ai) do update set count = count + 1, blocked = blocked + $blocked, redacted = redacted + $redacted, last_at = max(last_at, $at)
            """,
            "$ai", "$blocked", "$redacted", "$at");
        _facet = Prepare(
            "insert into facet (kind, value, count) values ($kind, $value, 1) on conflict (kind, value) do update set count = count + 1",
            "$kind", "$value");
        _move = Prepare("update meta set value = $value where name = $name", "$name", "$value");
    }

    /// <summary>What must be told although it stops nothing.</summary>
    internal IReadOnlyList<string> Alarms => _alarms;

    internal void Apply(IndexStep step)
    {
        switch (step)
        {
            case IndexStep.Await pending:
                Run(_await, pending.Index, pending.Request, DecisionRow.ToMicroseconds(pending.Time));
                break;
            case IndexStep.Complete { Row: var row }:
                Complete(row);
                break;
            default:
                throw new InvalidOperationException($"no rule for {step.GetType().Name}");
        }
    }

    internal void Move(IndexPosition position)
    {
        Run(_move, "log_key", position.LogKey);
        Run(_move, "next", position.Next.ToString(CultureInfo.InvariantCulture));
        Run(_move, "last_leaf", position.LastLeafHash);
    }

    public void Dispose()
    {
        foreach (var command in _commands)
            command.Dispose();
    }

    private void Complete(DecisionRow row)
    {
        if (Run(_settle, row.DecisionIndex) == 0 && Existing(row.DecisionIndex) is { } first)
        {
            _alarms.Add(string.Create(CultureInfo.InvariantCulture, $"record {row.Index} completes a request that record {first} has completed before; the first one counts"));
            return;
        }
        Run(_insert, row.Index, row.DecisionIndex, row.Microseconds, row.Request, row.Outcome, row.AiSystem, row.Application, unchecked((long)row.Fields.Bits), row.LeafHash);
        Run(_profile, unchecked((long)row.Fields.Bits), row.Microseconds, row.Index);
        Run(_traffic, row.AiSystem, row.Outcome == "block" ? 1 : 0, row.Outcome == "redact" ? 1 : 0, row.Microseconds);
        Run(_facet, FacetKind.Outcome, row.Outcome);
        Run(_facet, FacetKind.AiSystem, row.AiSystem);
        Run(_facet, FacetKind.Application, row.Application);
        Tag(FacetKind.Class, row.Classes, row.Index);
        Tag(FacetKind.Reason, row.Reasons, row.Index);
    }

    private void Tag(string kind, IReadOnlyList<string> values, long index)
    {
        foreach (var value in values.Distinct(StringComparer.Ordinal))
        {
            Run(_tag, kind, value, index);
            Run(_facet, kind, value);
        }
    }

    private long? Existing(long decisionIndex)
    {
        _exists.Parameters[0].Value = decisionIndex;
        return (long?)_exists.ExecuteScalar();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> names)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        _commands.Add(command);
        return command;
    }

    private static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery();
    }
}
