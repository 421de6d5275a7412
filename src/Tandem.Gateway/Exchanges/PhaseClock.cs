using Tandem.Inspection.Decisions;

namespace Tandem.Gateway.Exchanges;

/// <summary>Measures the phases of one request in microseconds. Not thread-safe; a request has one thread of control.</summary>
internal sealed class PhaseClock
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private long _lap;

    public PhaseClock(TimeProvider time)
    {
        _time = time;
        _start = _lap = time.GetTimestamp();
    }

    public long AdmitUs { get; set; }

    public long ReadUs { get; set; }

    public long ScanUs { get; set; }

    public long DecideUs { get; set; }

    public long CommitUs { get; set; }

    public long UpstreamUs { get; set; }

    public long ScanOutUs { get; set; }

    /// <summary>Microseconds since the last call.</summary>
    public long Lap()
    {
        var now = _time.GetTimestamp();
        var elapsed = Microseconds(now - _lap);
        _lap = now;
        return elapsed;
    }

    public PhaseDurations Durations() => new(AdmitUs, ReadUs, ScanUs, DecideUs, CommitUs, UpstreamUs, ScanOutUs, Microseconds(_time.GetTimestamp() - _start));

    private long Microseconds(long ticks) => (long)(ticks * 1_000_000.0 / _time.TimestampFrequency);
}
