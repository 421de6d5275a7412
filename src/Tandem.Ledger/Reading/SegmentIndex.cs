using Microsoft.Win32.SafeHandles;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Reading;

/// <summary>Offsets of the records of one segment, extended as the segment grows: 4 bytes a record. Thread-safe.</summary>
internal sealed class SegmentIndex(SegmentPath segment) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<uint> _offsets = [];        // guarded by _gate, like all below
    private readonly List<long> _keyRecords = [];
    private long _end = SegmentHeader.Bytes;
    private bool _isFinished;
    private SafeFileHandle? _file;

    public SegmentPath Segment => segment;

    /// <summary>Complete frames now. Looks at the part of the file that is not known yet.</summary>
    public long Count(out bool isFinished)
    {
        lock (_gate)
        {
            Extend_NeedsGate();
            isFinished = _isFinished;
            return _offsets.Count;
        }
    }

    /// <summary>The entry of a record of this segment; null when the segment does not have it (yet).</summary>
    public byte[]? TryRead(long index)
    {
        lock (_gate)
        {
            for (var attempt = 0; attempt < 2; attempt++)
            {
                var position = index - segment.FirstIndex;
                if (position >= _offsets.Count) Extend_NeedsGate();
                if (position >= _offsets.Count) return null;
                var entry = ReadAt_NeedsGate(_offsets[(int)position]);
                if (entry is not null) return entry;
                // A crash took back frames that were not durable, and others stand there now: forget what is known and look again.
                Forget_NeedsGate();
            }

            throw new InvalidDataException($"`{segment.Name}` holds no intact record {index}; verify the log");
        }
    }

    /// <summary>Index of the last record at or before <paramref name="index"/> that certifies a record key; null when this segment has none.</summary>
    public long? LastKeyRecordUpTo(long index)
    {
        lock (_gate)
        {
            if (index - segment.FirstIndex >= _offsets.Count) Extend_NeedsGate();
            for (var position = _keyRecords.Count - 1; position >= 0; position--)
            {
                if (_keyRecords[position] <= index) return _keyRecords[position];
            }

            return null;
        }
    }

    public void Dispose()
    {
        lock (_gate) _file?.Dispose();
    }

    private void Extend_NeedsGate()
    {
        if (_isFinished) return;
        _file ??= SegmentReading.Open(segment);
        using var scanner = new SegmentScanner(_file, _end);
        while (scanner.MoveNext())
        {
            if (KeyRecords.MayCertify(scanner.Entry) && RecordMembers.TryRead(scanner.Entry[..RecordEntry.LineLength(scanner.Entry)], out _) is { CertifiesRecordKey: true })
                _keyRecords.Add(segment.FirstIndex + _offsets.Count);
            _offsets.Add((uint)scanner.Offset);
        }

        _end = scanner.Offset;
        _isFinished = scanner.Stop == SegmentStop.Footer;
    }

    private byte[]? ReadAt_NeedsGate(uint offset)
    {
        Span<byte> mark = stackalloc byte[sizeof(uint)];
        if (RandomAccess.Read(_file!, mark, offset) != mark.Length) return null;
        var length = SegmentFrame.EntryBytes(System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(mark));
        if (length < 0) return null;
        var frame = new byte[SegmentFrame.HeaderBytes + length];
        return RandomAccess.Read(_file!, frame, offset) == frame.Length && SegmentFrame.IsIntact(frame) ? frame[SegmentFrame.HeaderBytes..] : null;
    }

    private void Forget_NeedsGate()
    {
        _offsets.Clear();
        _keyRecords.Clear();
        _end = SegmentHeader.Bytes;
        _isFinished = false;
        _file?.Dispose();
        _file = null;
    }
}
