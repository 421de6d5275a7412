using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>Group commit without a timer: while one flush runs, arrivals queue; the next commit takes them all.</summary>
/// <remarks>One thread of its own, because it blocks in fdatasync. It alone touches the segments.</remarks>
internal sealed class CommitLoop
{
    private const int MaximumRecords = 4096;
    private const long MaximumBytes = 4L * 1024 * 1024;
    private const int MaximumQueuedRecords = 16 * 1024;
    private const long MaximumQueuedBytes = 64L * 1024 * 1024;
    private readonly object _gate = new();
    private readonly Queue<PendingRecord> _queue = new();  // guarded by _gate
    private long _queuedBytes;                             // guarded by _gate
    private bool _closing;                                 // guarded by _gate
    private LedgerUnavailableException? _stopped;          // guarded by _gate
    private readonly SegmentAppender _appender;
    private readonly Action<IReadOnlyList<PendingRecord>> _committed;
    private readonly Action<Exception> _poisoned;
    private readonly List<PendingRecord> _part = [];
    private readonly Thread _thread;
    private byte[] _frames = new byte[64 * 1024];
    private int _framesBytes;

    /// <summary>Creates the loop; it runs after <see cref="Start"/>.</summary>
    /// <param name="appender">Segments.</param>
    /// <param name="committed">Called on the commit thread with records that have become durable, before their waiters are completed.</param>
    /// <param name="poisoned">Called once when a write, flush or signature failed.</param>
    public CommitLoop(SegmentAppender appender, Action<IReadOnlyList<PendingRecord>> committed, Action<Exception> poisoned)
    {
        _appender = appender;
        _committed = committed;
        _poisoned = poisoned;
        _thread = new Thread(Run) { IsBackground = true, Name = "ledger commit" };
    }

    public void Start() => _thread.Start();

    /// <summary>True when the queue is at its bound; the caller then refuses the record before giving it a place.</summary>
    public bool IsCongested
    {
        get
        {
            lock (_gate) return _queue.Count >= MaximumQueuedRecords || _queuedBytes >= MaximumQueuedBytes;
        }
    }

    /// <summary>Queues a record that has its place. Calls must come in the order of the indexes.</summary>
    public void Enqueue(PendingRecord record)
    {
        lock (_gate)
        {
            if (_stopped is not null)
            {
                record.Fail(_stopped);
                return;
            }

            _queue.Enqueue(record);
            _queuedBytes += record.EntryBytes;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Commits what is queued, then ends. Returns when the thread has ended.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted)) return;
        _thread.Join();
    }

    private void Run()
    {
        var batch = new List<PendingRecord>(MaximumRecords);
        try
        {
            while (TakeBatch(batch)) Commit(batch);
        }
        catch (Exception exception)
        {
            Stop(exception, batch);
        }
    }

    private bool TakeBatch(List<PendingRecord> batch)
    {
        batch.Clear();
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (_closing) return false;
                Monitor.Wait(_gate);
            }

            long bytes = 0;
            while (batch.Count < MaximumRecords && _queue.TryPeek(out var next) && (batch.Count == 0 || bytes + next.EntryBytes <= MaximumBytes))
            {
                bytes += next.EntryBytes;
                batch.Add(_queue.Dequeue());
            }

            _queuedBytes -= bytes;
            return true;
        }
    }

    private void Commit(List<PendingRecord> batch)
    {
        foreach (var record in batch)
        {
            record.WaitUntilSigned();
            if (record.NewSegment is not null)
            {
                FlushPart();
                _appender.StartNext(record.NewSegment);
            }

            AddFrame(record);
        }

        FlushPart();
    }

    private void AddFrame(PendingRecord record)
    {
        var size = (int)SegmentFrame.SizeOf(record.Entry.Length);
        if (_framesBytes + size > _frames.Length) Array.Resize(ref _frames, Math.Max(_frames.Length * 2, _framesBytes + size));
        SegmentFrame.Write(_frames.AsSpan(_framesBytes), record.Entry, startsCommit: _part.Count == 0);
        _framesBytes += size;
        _part.Add(record);
    }

    /// <summary>INVARIANT (durable before complete): a waiter is completed only after the flush that covers its frame has returned.</summary>
    private void FlushPart()
    {
        if (_part.Count == 0) return;
        _appender.Append(_frames.AsSpan(0, _framesBytes), _part);
        _framesBytes = 0;
        _committed(_part);
        foreach (var record in _part) record.Complete();
        _part.Clear();
    }

    private void Stop(Exception cause, List<PendingRecord> batch)
    {
        var stopped = new LedgerUnavailableException(
            LedgerFault.Poisoned, $"writing the log failed ({cause.Message}); close the writer, check the disk and open the log again", cause);
        lock (_gate)
        {
            _stopped = stopped;
            batch.AddRange(_queue);
            _queue.Clear();
        }

        _poisoned(stopped);
        foreach (var record in batch) record.Fail(stopped);
    }
}
