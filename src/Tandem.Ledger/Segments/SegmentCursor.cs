using Microsoft.Win32.SafeHandles;

namespace Tandem.Ledger.Segments;

/// <summary>Receives one stored entry.</summary>
internal delegate void EntryReceiver(long index, ReadOnlySpan<byte> entry);

/// <summary>Reads the entries of a log in order, from segment to segment, and remembers where it stopped. Not thread-safe.</summary>
internal sealed class SegmentCursor(string log, long index) : IDisposable
{
    private SafeFileHandle? _file;
    private long _offset;
    private long _index = -1;

    /// <summary>Index of the next entry.</summary>
    public long Index { get; private set; } = index;

    /// <summary>Passes on entries up to but not including <paramref name="end"/>.</summary>
    /// <returns>False when the log ends, or is damaged, before.</returns>
    public bool ReadTo(long end, EntryReceiver receive)
    {
        while (Index < end)
        {
            if (_file is null && !OpenAt(Index)) return false;
            using var scanner = new SegmentScanner(_file!, _offset);
            while (Index < end && scanner.MoveNext())
            {
                // Only at the very start the segment may begin before the entry looked for.
                if (_index == Index)
                {
                    receive(Index, scanner.Entry);
                    Index++;
                }

                _index++;
            }

            if (Index == end)
            {
                // The scanner stands on the entry just passed on; the next call begins behind it.
                _offset = scanner.End;
                return true;
            }

            _offset = scanner.Offset;
            if (scanner.Stop != SegmentStop.Footer) return false;
            Close();
        }

        return true;
    }

    public void Dispose() => Close();

    private bool OpenAt(long index)
    {
        SegmentPath? found = null;
        foreach (var segment in SegmentPath.List(log))
        {
            if (segment.FirstIndex <= index) found = segment;
        }

        if (found is null) return false;
        _file = SegmentReading.Open(found);
        _offset = SegmentHeader.Bytes;
        _index = found.FirstIndex;
        return true;
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
