namespace Tandem.Inspection.Decisions;

/// <summary>Time taken, in microseconds: member <c>us</c>, field latency. A phase that did not happen is 0.</summary>
/// <param name="Admit">Identity, route and limits.</param>
/// <param name="Read">Reading the request body.</param>
/// <param name="Scan">Classifying the request.</param>
/// <param name="Decide">Evaluating the policy.</param>
/// <param name="Commit">Waiting for the records to be durable.</param>
/// <param name="Upstream">From the request's first byte sent to the answer's last byte received.</param>
/// <param name="ScanOut">Classifying the answer.</param>
/// <param name="Total">From the request's first byte to the last byte released.</param>
public sealed record PhaseDurations(
    long Admit, long Read, long Scan, long Decide, long Commit, long Upstream, long ScanOut, long Total)
{
    /// <summary>Nothing was measured.</summary>
    public static PhaseDurations None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);
}
