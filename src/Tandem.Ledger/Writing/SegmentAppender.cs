using Tandem.Ledger.Merkle;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>Appends frames to the current segment and moves on to the next. Owned by the commit thread.</summary>
internal sealed class SegmentAppender(ILedgerFiles files, string log, string logKey, string writer, TimeProvider time) : IDisposable
{
    private ILedgerFile? _file;
    private MerkleFrontier _tree = new();
    private long _firstIndex;
    private long _count;
    private long _offset;
    private byte[] _lastHash = new byte[32];

    /// <summary>Goes on in a segment that exists.</summary>
    public void Continue(ILedgerFile file, long firstIndex, long count, long offset, MerkleFrontier tree, byte[] lastHash)
    {
        _file = file;
        _firstIndex = firstIndex;
        _count = count;
        _offset = offset;
        _tree = tree;
        _lastHash = lastHash;
    }

    /// <summary>Goes on behind the last record, in a segment that <see cref="StartNext"/> will begin.</summary>
    public void ContinueAfter(long count, byte[] lastHash)
    {
        _firstIndex = count;
        _lastHash = lastHash;
    }

    /// <summary>Writes encoded frames and returns when they are on stable storage.</summary>
    public void Append(ReadOnlySpan<byte> frames, IEnumerable<PendingRecord> records)
    {
        var file = _file ?? throw new InvalidOperationException("no segment is open");
        file.Write(frames, _offset);
        file.DataSync();
        _offset += frames.Length;
        foreach (var record in records)
        {
            _tree.Append(record.LeafHash);
            _count++;
            _lastHash = record.LineHash;
        }
    }

    /// <summary>Closes the current segment with its footer and begins the next in a spare file.</summary>
    /// <remarks>Order: footer durable → header durable → rename → folder durable. A crash in between leaves a complete segment without successor
    /// or a spare that the next opening removes.</remarks>
    public void StartNext(SpareSegment spare)
    {
        Finish();
        var firstIndex = _firstIndex + _count;
        var path = SegmentPath.Of(log, firstIndex);
        var header = new SegmentHeader(logKey, writer, firstIndex, _lastHash, time.GetUtcNow());
        spare.File.Write(header.ToBytes(), 0);
        spare.File.DataSync();
        files.Rename(spare.Path, path.Path);
        files.SyncFolder(SegmentPath.Folder(log));
        Continue(spare.File, firstIndex, 0, SegmentHeader.Bytes, new MerkleFrontier(), _lastHash);
    }

    public void Dispose() => _file?.Dispose();

    private void Finish()
    {
        if (_file is null) return;
        var footer = new SegmentFooter(_firstIndex, _count, _tree.Root(), _lastHash).ToBytes();
        _file.Write(footer, _offset);
        _file.DataSync();
        // The rest is only preallocated room; a crash before the cut is durable leaves zeros after the footer, which is also well-formed.
        _file.SetLength(_offset + footer.Length);
        _file.Dispose();
        _file = null;
    }
}
