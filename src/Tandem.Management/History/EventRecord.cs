using System.Text.Json;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Records;

namespace Tandem.Management.History;

/// <summary>The log's record of a change: what kind of record, which one, which version, what was done, by whose pseudonym, and the salted hash of the change. Never its text.</summary>
internal static class EventRecord
{
    internal const string Kind = "event";

    internal static RecordDraft Of(ChangeEvent change, ManagementKeys keys) => new RecordDraft(Kind)
        .Set("type", JcsValue.OfUntrusted(change.RecordType))
        .Set("key", JcsValue.OfUntrusted(change.RecordKey))
        .Set("version", change.RecordVersion)
        .Set("action", JcsValue.OfUntrusted(change.Action))
        .Set("actor", keys.PseudonymOf(change.ActorId))
        .Set("change", change.Number)
        .Set("hash", ChangeHash.Compute(change));

    /// <summary>Number of the change that a record is about; null for other records.</summary>
    internal static long? ChangeNumber(LedgerRecord record) =>
        record.Kind == Kind && record.Root.TryGetProperty("change", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : null;

    internal static string? Hash(LedgerRecord record) => record.Root.TryGetProperty("hash", out var hash) ? hash.GetString() : null;
}
