namespace Tandem.Ledger.Hammering;

/// <summary>What came of hammering a log.</summary>
/// <param name="Acknowledged">Records that were acknowledged.</param>
/// <param name="Refused">Appends that ended without a receipt.</param>
/// <param name="Lost">Acknowledged records that are not in the log as they were written, or that have no valid proof. Must be 0.</param>
/// <param name="Elapsed">Time from the first append to the last receipt.</param>
/// <param name="RecordsPerSecond">Acknowledged records per second.</param>
/// <param name="Latency">Time from append to receipt.</param>
/// <param name="Problems">What was wrong, at most 100 lines; empty when nothing was lost.</param>
public sealed record HammerResult(
    long Acknowledged, long Refused, long Lost, TimeSpan Elapsed, double RecordsPerSecond, HammerLatency Latency, IReadOnlyList<string> Problems);
