using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.History;

/// <summary>How long an answer waits for the log; beyond that it says that the change is stored and waits.</summary>
internal sealed record LogPatience(TimeSpan Time);

/// <summary>Waits until the record of a change is durable in the log, for what must not be told as done before that.</summary>
internal sealed class DurableChange(TandemDbContext db, HistoryLedger ledger, LogPatience patience)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>True when it is; false when the log could not take it in time. The change is stored in any case and nothing is lost.</summary>
    internal async Task<bool> WaitAsync(string recordType, string recordKey, int version, CancellationToken cancellation)
    {
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            if (await db.ChangeEvents.AnyAsync(e => e.RecordType == recordType && e.RecordKey == recordKey && e.RecordVersion == version && e.LedgerIndex != null, cancellation))
                return true;
            if (System.Diagnostics.Stopwatch.GetElapsedTime(since) >= patience.Time)
                return false;
            ledger.Wake();
            await Task.Delay(Step, cancellation);
        }
    }
}
