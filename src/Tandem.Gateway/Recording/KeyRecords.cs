using System.Globalization;
using System.Text.Json;
using Tandem.Gateway.Identity;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Recording;

/// <summary>The <c>key</c> records of callers' keys: written when a key is made or revoked, read back when the gateway starts.</summary>
internal static class KeyRecords
{
    public const string Kind = "key";
    private const string CreatedOp = "caller-created";
    private const string RevokedOp = "caller-revoked";
    private const string By = "operations";
    private const string Never = "none";
    private const int MaximumReasonLength = 300;

    public static RecordDraft Created(CallerKey key) => Of(CreatedOp, key, "none");

    public static RecordDraft Revoked(CallerKey key, string reason) => Of(RevokedOp, key, reason);

    /// <summary>Applies a key record to the table; records of other keys (the log's own) change nothing.</summary>
    /// <exception cref="FormatException">The record is of this kind and cannot be read; starting without it could forget a revocation.</exception>
    public static void Apply(LedgerRecord record, IDictionary<string, CallerKey> keys)
    {
        var root = record.Root;
        var op = Text(root, "op");
        if (op == CreatedOp)
        {
            var id = Text(root, "caller");
            keys[id] = new CallerKey(
                id, Text(root, "app"), Text(root, "ai"), [.. root.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)],
                Convert.FromHexString(Text(root, "hmac")), record.Time, Time(Text(root, "expires")), null);
        }
        else if (op == RevokedOp && keys.TryGetValue(Text(root, "caller"), out var key))
        {
            keys[key.Id] = key with { Revoked = record.Time };
        }
    }

    public static string TimeText(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) ?? Never;

    public static DateTimeOffset? Time(string text) =>
        text == Never ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static RecordDraft Of(string op, CallerKey key, string reason) => new RecordDraft(Kind)
        .Set("op", op)
        .Set("caller", key.Id)
        .Set("app", key.Application)
        .Set("ai", key.AiSystem)
        .Set("roles", key.Roles)
        .Set("hmac", Convert.ToHexStringLower(key.SecretHmac.Span))
        .Set("expires", TimeText(key.Expires))
        .Set("by", By)
        .Set("why", Plain(reason));

    private static string Plain(string reason)
    {
        var text = reason.Length <= MaximumReasonLength ? reason : reason[..MaximumReasonLength];
        return string.Concat(text.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
    }

    private static string Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"a key record has no text member `{member}`; verify the log");
}
