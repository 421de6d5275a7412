using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Tandem.Ledger.Segments;

/// <summary>Walks the frames of one segment in order and stops at the first byte that is no intact frame.</summary>
/// <remarks>Works beside a writer: a frame that is not there in full yet ends the scan, and a later scan from the same offset finds it. Not thread-safe.</remarks>
internal sealed class SegmentScanner(SafeFileHandle file, long offset) : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private long _bufferOffset = offset;
    private int _buffered;
    private int _frameBytes;

    /// <summary>Where the current frame begins; after the end, where the next one would.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Where the current frame ends.</summary>
    public long End => Offset + _frameBytes;

    /// <summary>The current entry; valid until the next move.</summary>
    public ReadOnlySpan<byte> Entry => Frame[SegmentFrame.HeaderBytes..];

    public SegmentStop Stop { get; private set; }

    /// <summary>Set when the scan stopped at a footer.</summary>
    public SegmentFooter? Footer { get; private set; }

    private ReadOnlySpan<byte> Frame => _buffer.AsSpan((int)(Offset - _bufferOffset), _frameBytes);

    /// <summary>Moves to the next intact frame; false at the end, at the footer and at damage.</summary>
    public bool MoveNext()
    {
        Offset += _frameBytes;
        _frameBytes = 0;
        Stop = SegmentStop.None;
        var head = Peek(Offset, SegmentFrame.HeaderBytes);
        if (head.IsEmpty) return Ended(SegmentStop.End);
        if (head.Length < SegmentFrame.HeaderBytes) return Ended(head.IndexOfAnyExcept((byte)0) < 0 ? SegmentStop.End : SegmentStop.Damage);
        var mark = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (mark == 0) return Ended(SegmentStop.End);
        if (mark == SegmentFooter.Mark)
        {
            Footer = SegmentFooter.TryParse(Peek(Offset, SegmentFooter.Bytes));
            return Ended(Footer is null ? SegmentStop.Damage : SegmentStop.Footer);
        }

        if (!IsIntactAt(Offset, mark)) return Ended(SegmentStop.Damage);
        _frameBytes = SegmentFrame.HeaderBytes + SegmentFrame.EntryBytes(mark);
        return true;
    }

    /// <summary>After damage: moves to the next intact frame further on, if there is one.</summary>
    /// <param name="startOfCommitOnly">Accept only a frame that starts a commit.</param>
    public bool MovePastDamage(bool startOfCommitOnly)
    {
        for (var candidate = Offset + 1; ; candidate++)
        {
            var head = Peek(candidate, SegmentFrame.HeaderBytes);
            if (head.Length < SegmentFrame.HeaderBytes) return false;
            var mark = BinaryPrimitives.ReadUInt32LittleEndian(head);
            if (mark == 0 || SegmentFrame.EntryBytes(mark) < 0) continue;
            if (startOfCommitOnly && (mark & SegmentFrame.CommitStart) == 0) continue;
            if (!IsIntactAt(candidate, mark)) continue;
            Offset = candidate;
            _frameBytes = SegmentFrame.HeaderBytes + SegmentFrame.EntryBytes(mark);
            Stop = SegmentStop.None;
            return true;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _buffered = 0;
        _frameBytes = 0;
    }

    private bool Ended(SegmentStop stop)
    {
        Stop = stop;
        return false;
    }

    private bool IsIntactAt(long position, uint mark)
    {
        var length = SegmentFrame.EntryBytes(mark);
        if (length < 0) return false;
        var frame = Peek(position, SegmentFrame.HeaderBytes + length);
        return frame.Length == SegmentFrame.HeaderBytes + length && SegmentFrame.IsIntact(frame);
    }

    /// <summary>After the end or the footer: true when something else than zeros follows. Reads to the end of the file.</summary>
    public bool HasDataAfterStop()
    {
        var position = Stop == SegmentStop.Footer ? Offset + SegmentFooter.Bytes : Offset;
        while (true)
        {
            var bytes = Peek(position, BufferBytes);
            if (bytes.IsEmpty) return false;
            if (bytes.IndexOfAnyExcept((byte)0) >= 0) return true;
            position += bytes.Length;
        }
    }

    /// <summary>Up to <paramref name="count"/> bytes at a position; fewer only at the end of the file.</summary>
    private ReadOnlySpan<byte> Peek(long position, int count)
    {
        var start = position - _bufferOffset;
        if (start < 0 || start + count > _buffered) Fill(position, count);
        start = position - _bufferOffset;
        return _buffer.AsSpan((int)start, (int)Math.Min(count, Math.Max(0, _buffered - start)));
    }

    private void Fill(long position, int count)
    {
        var start = position - _bufferOffset;
        var kept = 0;
        if (start >= 0 && start < _buffered)
        {
            kept = _buffered - (int)start;
            _buffer.AsSpan((int)start, kept).CopyTo(_buffer);
        }

        _bufferOffset = position;
        _buffered = kept;
        while (_buffered < BufferBytes)
        {
            var read = RandomAccess.Read(file, _buffer.AsSpan(_buffered, BufferBytes - _buffered), _bufferOffset + _buffered);
            if (read == 0) return;
            _buffered += read;
        }
    }
}
