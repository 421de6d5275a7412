using Tandem.Gateway.Exchanges;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Recording;

/// <summary>The <c>shed</c> records: how many requests were refused in a period without a record of their own.</summary>
internal static class ShedRecords
{
    public static RecordDraft Of(ShedSummary summary) => new RecordDraft("shed")
        .Set("op", "unauthenticated")
        .Set("req", summary.Id)
        .Set("from", KeyRecords.TimeText(summary.From))
        .Set("to", KeyRecords.TimeText(summary.To))
        .Set("count", summary.Count)
        .Set("reason", JcsValue.Of(summary.Reasons))
        .Set("src", JcsValue.Of(summary.Sources));
}
