using System.Globalization;
using System.Text.Json;
using Tandem.Management.History;

namespace Tandem.Management.Webhooks;

/// <summary>What a receiver is told of a change: which record, which version, what was done, when. Never a field, a reason or a name. Pure.</summary>
internal static class WebhookPayload
{
    /// <summary>Name of the event that a press of the button sends.</summary>
    internal const string Test = "webhook.test";

    internal static string EventOf(ChangeEvent change) => $"{change.RecordType}.{change.Action}";

    internal static string Of(ChangeEvent change) => JsonSerializer.Serialize(new
    {
        type = EventOf(change),
        timestamp = Time(change.At),
        data = new { recordType = change.RecordType, key = change.RecordKey, version = change.RecordVersion, action = change.Action, change = change.Number, ledgerIndex = change.LedgerIndex },
    });

    internal static string OfTest(string webhook, DateTimeOffset at) => JsonSerializer.Serialize(new { type = Test, timestamp = Time(at), data = new { webhook } });

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
