using System.Collections.Frozen;
using System.Text.Json;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Recording;

/// <summary>
/// Completes a decision whose outcome was lost: what was decided and forwarded is repeated, so that this record too carries every
/// field; what came back is not known and is not claimed.
/// </summary>
internal static class RecoveryDraft
{
    // The writer's own members, and those that are different in a recovery.
    private static readonly FrozenSet<string> NotRepeated = FrozenSet.Create(
        StringComparer.Ordinal, "v", "log", "w", "n", "prev", "t", "m", "boot", "kind", "ref", "reason", "end", "status");

    public static RecordDraft For(LedgerRecord decision)
    {
        var draft = new RecordDraft("recovery");
        foreach (var member in decision.Root.EnumerateObject())
        {
            if (!NotRepeated.Contains(member.Name)) draft.Set(member.Name, Copy(member.Value));
        }

        var reasons = decision.Root.GetProperty("reason").EnumerateArray().Select(reason => reason.GetString()!);
        return draft
            .Set("ref", decision.Sequence)
            .Set("reason", JcsValue.Of(reasons.Append(ReasonCodes.RecoveredAfterCrash)))
            .Set("end", "crash")
            .Set("status", 0);
    }

    private static JcsValue Copy(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JcsValue.Of(value.GetString()!),
        JsonValueKind.Number => JcsValue.Of(value.GetInt64()),
        JsonValueKind.True => JcsValue.Of(true),
        JsonValueKind.False => JcsValue.Of(false),
        JsonValueKind.Array => JcsValue.Of(value.EnumerateArray().Select(item => item.GetString()!)),
        JsonValueKind.Object => JcsValue.Of(value.EnumerateObject().ToDictionary(member => member.Name, member => Copy(member.Value), StringComparer.Ordinal)),
        JsonValueKind.Undefined or JsonValueKind.Null => throw new FormatException("a record holds no null; verify the log"),
        _ => throw new FormatException("a record holds a value of no known kind; verify the log"),
    };
}
