using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Reading;

/// <summary>The segments of a log with their offsets, looked up again when the newest is finished. Thread-safe.</summary>
internal sealed class SegmentSet(string log) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<SegmentIndex> _segments = []; // guarded by _gate

    /// <summary>Complete records now.</summary>
    public long Count()
    {
        while (true)
        {
            var last = Last();
            if (last is null) return 0;
            var count = last.Segment.FirstIndex + last.Count(out var isFinished);
            if (!isFinished || !Refresh()) return count;
        }
    }

    /// <summary>The segment that holds an index, or would; null when the log does not begin before it.</summary>
    public SegmentIndex? Find(long index)
    {
        var found = FindKnown(index);
        if (found is not null && index < found.Segment.FirstIndex + found.Count(out var isFinished)) return found;
        _ = Refresh();
        return FindKnown(index);
    }

    /// <summary>The segment before another; null for the first.</summary>
    public SegmentIndex? Before(SegmentIndex segment)
    {
        lock (_gate)
        {
            var position = _segments.IndexOf(segment);
            return position > 0 ? _segments[position - 1] : null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var segment in _segments) segment.Dispose();
            _segments.Clear();
        }
    }

    private SegmentIndex? Last()
    {
        lock (_gate)
        {
            if (_segments.Count == 0) Refresh_NeedsGate();
            return _segments.Count == 0 ? null : _segments[^1];
        }
    }

    private SegmentIndex? FindKnown(long index)
    {
        lock (_gate)
        {
            var (low, high) = (0, _segments.Count - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                if (_segments[middle].Segment.FirstIndex <= index) low = middle + 1;
                else high = middle - 1;
            }

            return high < 0 ? null : _segments[high];
        }
    }

    private bool Refresh()
    {
        lock (_gate) return Refresh_NeedsGate();
    }

    private bool Refresh_NeedsGate()
    {
        var known = _segments.Count;
        foreach (var segment in SegmentPath.List(log))
        {
            if (_segments.Count == 0 || segment.FirstIndex > _segments[^1].Segment.FirstIndex) _segments.Add(new SegmentIndex(segment));
        }

        return _segments.Count > known;
    }
}
