using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Hammering;

/// <summary>One caller: appends, waits for the receipt, appends again.</summary>
internal sealed class HammerCaller(LedgerWriter writer, HammerOptions options, HammerQuota quota, TimeProvider time)
{
    public List<HammerReceipt> Acknowledged { get; } = [];

    public List<TimeSpan> Latencies { get; } = [];

    public long Refused { get; private set; }

    public async Task RunAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested && quota.TryTake())
        {
            var (draft, id) = LedgerHammer.NewRecord(options.TextBytes);
            var start = time.GetTimestamp();
            try
            {
                var receipt = await writer.AppendAsync(draft, CancellationToken.None).ConfigureAwait(false);
                Latencies.Add(time.GetElapsedTime(start));
                Acknowledged.Add(new HammerReceipt(receipt.Index, id));
                if (options.Acknowledged is not null) Acknowledge(options.Acknowledged, receipt.Index, id);
            }
            catch (LedgerUnavailableException exception)
            {
                Refused++;
                if (exception.Fault is LedgerFault.Poisoned or LedgerFault.Closed) return;
            }
        }
    }

    private static void Acknowledge(TextWriter acknowledged, long index, string id)
    {
        lock (acknowledged)
        {
            acknowledged.Write($"{index} {id}\n");
            acknowledged.Flush();
        }
    }
}
