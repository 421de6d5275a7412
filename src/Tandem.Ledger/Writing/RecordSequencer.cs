using System.Security.Cryptography;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>Gives each record its place: sequence, chain pointer, time, record key and segment. One at a time, in memory only.</summary>
/// <remarks>INVARIANT (no gap): once a record has its place it is committed or the writer stops; whatever can refuse a record refuses it before.
/// INVARIANT (segment begins with a key): the first record of every segment certifies the record key of what follows, so a segment can be verified alone.</remarks>
internal sealed class RecordSequencer
{
    private const long MaximumRecordsPerKey = 10_000_000;

    // Room kept for what the writer itself must still be able to write: two key records, the `log-full` record and the footer.
    private const long OwnBytes = 4 * 1024 + SegmentFooter.Bytes;
    private readonly Lock _gate = new();
    private readonly LedgerWriterOptions _options;
    private readonly RecordOrigin _origin;
    private readonly CommitLoop _commits;
    private readonly SpareSegments _spares;
    private readonly RoomKeeper _room;
    private long _count;                     // guarded by _gate, like all below
    private byte[] _previous;
    private long _segmentOffset;
    private RecordKey? _key;
    private long _keyStarted;
    private long _keyRecords;
    private LedgerUnavailableException? _closed;

    public RecordSequencer(LedgerWriterOptions options, RecordOrigin origin, CommitLoop commits, SpareSegments spares, RoomKeeper room, long count, byte[] previous, long segmentOffset)
    {
        _options = options;
        _origin = origin;
        _commits = commits;
        _spares = spares;
        _room = room;
        _count = count;
        _previous = previous;
        _segmentOffset = segmentOffset;
    }

    /// <summary>True while only completing records are taken; the reason names the disk.</summary>
    public string? FullReason
    {
        get
        {
            lock (_gate) return _room.Reason;
        }
    }

    private long Remaining_NeedsGate => _options.SegmentSizeBytes - _segmentOffset - SegmentFooter.Bytes;

    /// <summary>Certifies the record key of this opening. Its record is the first act of a writer.</summary>
    /// <returns>The key record.</returns>
    public PendingRecord Begin()
    {
        lock (_gate)
        {
            if (Remaining_NeedsGate < OwnBytes || _segmentOffset == 0) return StartSegment_NeedsGate();
            return StartKey_NeedsGate(null);
        }
    }

    /// <summary>Gives a draft its place and queues it.</summary>
    /// <exception cref="LedgerUnavailableException">The record is refused; nothing was written.</exception>
    /// <exception cref="ArgumentException">The draft would certify a record key.</exception>
    public PendingRecord Place(RecordDraft draft)
    {
        if (draft.CertifiesRecordKey) throw new ArgumentException("only the writer certifies record keys; use another `op`", nameof(draft));
        var line = RecordLine.Render(draft, _origin);
        var size = RecordEntry.SizeOf(line.MaximumBytes, _options.LogSigner);
        if (size > RecordFormat.MaximumEntryBytes)
            throw new LedgerUnavailableException(LedgerFault.TooLarge, $"record of kind `{draft.Kind}` has up to {size} bytes, at most {RecordFormat.MaximumEntryBytes} are allowed; record less");

        lock (_gate)
        {
            if (_closed is not null) throw _closed;
            if (_commits.IsCongested)
                throw new LedgerUnavailableException(LedgerFault.Timeout, "the disk does not keep up and the commit queue is full; retry later, nothing was recorded");
            MakeRoom_NeedsGate(draft.Kind, SegmentFrame.SizeOf(size));
            if (_keyRecords >= MaximumRecordsPerKey || _options.TimeProvider.GetElapsedTime(_keyStarted) >= _options.RecordKeyLifetime) StartKey_NeedsGate(null);
            return Queue_NeedsGate(line, _key!.Signer, _key, null);
        }
    }

    /// <summary>Takes no further record.</summary>
    public void Close(LedgerUnavailableException reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            _key?.Dispose();
        }
    }

    private void MakeRoom_NeedsGate(string kind, long frameBytes)
    {
        if (_room.Check(Remaining_NeedsGate))
        {
            // The last record before records are refused says so; the room for it was kept.
            Queue_NeedsGate(RecordLine.Render(LogFull_NeedsGate(), _origin), _key!.Signer, _key, null);
        }

        var completes = kind is "outcome" or RecordFormat.RecoveryKind;
        if (_room.IsFull && !completes) throw Full_NeedsGate();
        if (frameBytes + OwnBytes <= Remaining_NeedsGate) return;
        if (!_spares.TryPrepare(out _)) throw Full_NeedsGate();
        StartSegment_NeedsGate();
    }

    private LedgerUnavailableException Full_NeedsGate() =>
        new(LedgerFault.Full, _room.Reason ?? $"no room on the disk of `{_options.Folder}`; free some, the log goes on by itself");

    private RecordDraft LogFull_NeedsGate() =>
        new RecordDraft(RecordFormat.RecoveryKind).Set("op", RecordFormat.LogFullOperation).Set("room", Remaining_NeedsGate);

    private PendingRecord StartSegment_NeedsGate()
    {
        if (!_spares.TryPrepare(out var failure))
            throw new LedgerUnavailableException(LedgerFault.Full, $"no room on the disk of `{_options.Folder}` for a segment of {_options.SegmentSizeBytes} bytes; free some", failure);
        var spare = _spares.Take()!;
        _segmentOffset = SegmentHeader.Bytes;
        // The next spare is allocated while records fill this one. Its failure shows when it is needed.
        ThreadPool.QueueUserWorkItem(static spares => spares.TryPrepare(out _), _spares, preferLocal: false);
        return StartKey_NeedsGate(spare);
    }

    private PendingRecord StartKey_NeedsGate(SpareSegment? newSegment)
    {
        var key = new RecordKey(_options.Origin);
        var draft = new RecordDraft(RecordFormat.KeyKind).Set("op", RecordFormat.RecordKeyOperation).Set("vkey", key.VerifierKey.ToString());
        _key?.Dispose();
        _key = key;
        _keyStarted = _options.TimeProvider.GetTimestamp();
        _keyRecords = 0;
        return Queue_NeedsGate(RecordLine.Render(draft, _origin), _options.LogSigner, null, newSegment);
    }

    private PendingRecord Queue_NeedsGate(RecordLine rendered, NoteSigner signer, RecordKey? key, SpareSegment? newSegment)
    {
        var time = RecordTime.Truncate(_options.TimeProvider.GetUtcNow());
        // Counted from the key record, so that a writer that runs for months stays below 2^53 nanoseconds.
        var monotonic = (long)_options.TimeProvider.GetElapsedTime(_keyStarted).TotalNanoseconds;
        var line = rendered.Place(monotonic, _count, _previous, time);
        var hash = SHA256.HashData(line);
        key?.Reserve();
        var record = new PendingRecord(_count, time, line, hash, signer, key, newSegment);
        _previous = hash;
        _count++;
        _keyRecords++;
        _segmentOffset += SegmentFrame.SizeOf(record.EntryBytes);
        ThreadPool.UnsafeQueueUserWorkItem(record, preferLocal: false);
        _commits.Enqueue(record);
        return record;
    }
}
