using Microsoft.Extensions.Logging;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Recording;

/// <summary>Log lines of recording; event ids 3200 to 3299.</summary>
internal static partial class RecordingLog
{
    [LoggerMessage(3201, LogLevel.Error, "decision {DecisionId}: the {Kind} record is not durable ({Fault}), nothing more is released; {Unsaid} such lines before it were left out")]
    public static partial void NotRecorded(ILogger logger, string decisionId, string kind, LedgerFault fault, long unsaid);

    [LoggerMessage(3202, LogLevel.Warning, "{Count} decisions had no outcome when the gateway stopped; each is closed by a recovery record")]
    public static partial void Recovered(ILogger logger, int count);

    [LoggerMessage(3206, LogLevel.Error, "{Count} requests without a valid credential were shed before the end and are in no record; the ledger was not available")]
    public static partial void ShedNotRecorded(ILogger logger, long count);

    [LoggerMessage(3203, LogLevel.Information, "the state was rebuilt from the log: {Records} records read, {Keys} callers' keys")]
    public static partial void Rebuilt(ILogger logger, long records, int keys);

    [LoggerMessage(3204, LogLevel.Warning, "the snapshot of the state does not fit the log and is not used; the log is read from its start")]
    public static partial void SnapshotRefused(ILogger logger);

    [LoggerMessage(3205, LogLevel.Warning, "the snapshot of the state cannot be written; the next start reads more of the log")]
    public static partial void SnapshotNotWritten(ILogger logger, Exception exception);
}
