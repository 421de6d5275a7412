namespace Tandem.Gateway.Recording;

/// <summary>Lets one log line of a kind pass in a while and counts the others: a full disk must not be filled by the lines that say so.</summary>
internal sealed class LineLimit
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private long _last = long.MinValue;
    private long _unsaid;

    public LineLimit(TimeProvider time) => _time = time;

    /// <summary>True when the line is to be written.</summary>
    /// <param name="unsaid">Lines left out since the one before.</param>
    public bool TryPass(out long unsaid)
    {
        lock (_lock)
        {
            unsaid = _unsaid;
            var now = _time.GetTimestamp();
            if (_last != long.MinValue && _time.GetElapsedTime(_last, now) < Interval)
            {
                _unsaid++;
                return false;
            }

            (_last, _unsaid) = (now, 0);
            return true;
        }
    }
}
