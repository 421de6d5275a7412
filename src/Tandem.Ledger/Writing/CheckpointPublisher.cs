using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Tiles;

namespace Tandem.Ledger.Writing;

/// <summary>Turns durable records into tiles and a signed checkpoint. Runs behind the commits and never delays them.</summary>
/// <remarks>INVARIANT (order): entries durable → tiles durable → checkpoint compared with the stored one → checkpoint durable → published. A failure here
/// is tried again: everything written is derived from the segments and replaces files as a whole.</remarks>
internal sealed class CheckpointPublisher : IDisposable
{
    private readonly LedgerWriterOptions _options;
    private readonly Action<Exception> _poison;
    private readonly Lock _publishing = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private readonly CancellationTokenSource _closing = new();
    private SegmentCursor? _cursor;                     // owned by whoever holds _publishing
    private TileWriter? _tiles;                         // owned by whoever holds _publishing
    private readonly List<byte[]> _leaves;                      // guarded by _gate: hashes of durable records beyond _tree
    private SignedCheckpoint? _checkpoint;              // guarded by _gate
    private DateTimeOffset? _time;                      // guarded by _gate
    private string? _delay;                             // guarded by _gate
    private LedgerUnavailableException? _stopped;       // guarded by _gate
    private Task _loop = Task.CompletedTask;

    public CheckpointPublisher(LedgerWriterOptions options, OpenedLog log, Action<Exception> poison)
    {
        _options = options;
        _poison = poison;
        _checkpoint = log.Checkpoint;
        _leaves = log.LeavesBeyondCheckpoint;
    }

    /// <summary>Size of the published checkpoint.</summary>
    public long Size
    {
        get
        {
            lock (_gate) return _checkpoint?.Checkpoint.Size ?? 0;
        }
    }

    /// <summary>When this writer last published one.</summary>
    public DateTimeOffset? Time
    {
        get
        {
            lock (_gate) return _time;
        }
    }

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? Delay
    {
        get
        {
            lock (_gate) return _delay;
        }
    }

    /// <summary>Publishes at most once in each interval from now on.</summary>
    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Takes note of durable records, in order.</summary>
    public void Add(IReadOnlyList<PendingRecord> records)
    {
        lock (_gate)
        {
            foreach (var record in records) _leaves.Add(record.LeafHash);
        }

        Signal();
    }

    /// <summary>Publishes a checkpoint over all durable records; nothing happens when the published one covers them.</summary>
    public void Publish()
    {
        lock (_publishing)
        {
            int count;
            byte[][] leaves;
            lock (_gate)
            {
                if (_stopped is not null) throw _stopped;
                leaves = [.. _leaves];
                count = leaves.Length;
                if (count == 0) return;
            }

            SignedCheckpoint signed;
            try
            {
                signed = Store(Extend(leaves));
            }
            catch
            {
                // What is half done is forgotten and begun again from the published checkpoint.
                Forget();
                throw;
            }

            lock (_gate)
            {
                _leaves.RemoveRange(0, count);
                _checkpoint = signed;
                _time = _options.TimeProvider.GetUtcNow();
                _delay = null;
            }
        }
    }

    /// <summary>Publishes nothing any more: the disk can no longer be believed.</summary>
    public void Stop(LedgerUnavailableException reason)
    {
        lock (_gate) _stopped ??= reason;
        Signal();
    }

    /// <summary>Ends the loop after a last checkpoint.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _loop.Wait();
        TryPublish();
        lock (_publishing) Forget();
        // From here on another process may hold the lock of the log.
        Stop(new LedgerUnavailableException(LedgerFault.Closed, $"the log `{_options.Origin}` is closed"));
        _closing.Dispose();
        _arrived.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                // The opening has just published: the interval comes first.
                await Task.Delay(_options.CheckpointInterval, _options.TimeProvider, _closing.Token).ConfigureAwait(false);
                await _arrived.WaitAsync(_closing.Token).ConfigureAwait(false);
                if (!TryPublish()) return;
            }
        }
        catch (OperationCanceledException)
        {
            // Closing; the last checkpoint is published by Dispose.
        }
    }

    /// <summary>False when nothing will ever be published again.</summary>
    private bool TryPublish()
    {
        try
        {
            Publish();
            return true;
        }
        catch (LedgerUnavailableException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Records stay safe without a checkpoint; the state is shown and the next round tries again.
            lock (_gate) _delay = $"checkpoint is late ({exception.Message}); records are safe, check the disk";
            Signal();
            return true;
        }
    }

    private void Signal()
    {
        lock (_gate)
        {
            if (_arrived.CurrentCount == 0) _arrived.Release();
        }
    }

    /// <summary>Adds records to the tiles and makes these durable. What stands in the segments is read again and must be what was committed.</summary>
    private Checkpoint Extend(byte[][] leaves)
    {
        var first = Size;
        var tiles = _tiles ??= TileWriter.Open(new TileStore(_options.Folder, _options.Files.Replace), first, withEntries: true);
        _cursor ??= new SegmentCursor(_options.Folder, first);
        try
        {
            var complete = _cursor.ReadTo(first + leaves.Length, (index, entry) =>
            {
                var leaf = tiles.Append(entry.ToArray());
                if (!leaf.AsSpan().SequenceEqual(leaves[index - first])) throw Differs(index);
            });
            if (!complete) throw Differs(_cursor.Index);
        }
        catch (InvalidDataException exception)
        {
            var poisoned = new LedgerUnavailableException(LedgerFault.Poisoned, exception.Message, exception);
            _poison(poisoned);
            throw poisoned;
        }

        tiles.Flush();
        return new Checkpoint(_options.Origin, tiles.Size, tiles.Root());
    }

    private void Forget()
    {
        _cursor?.Dispose();
        _cursor = null;
        _tiles = null;
    }

    private static InvalidDataException Differs(long index) =>
        new($"record {index} reads back from the disk differently than it was written; close the writer, check the disk and verify the log");

    private SignedCheckpoint Store(Checkpoint next)
    {
        var stored = CheckpointFile.Read(_options.Folder, _options.LogSigner.VerifierKey);
        RequireGrowth(stored?.Checkpoint, next);
        var signed = SignedCheckpoint.Sign(next, _options.LogSigner);
        _options.Files.Replace(Path.Combine(_options.Folder, LedgerFiles.Checkpoint), signed.Note.Bytes.Span);
        return signed;
    }

    /// <summary>INVARIANT (compare and swap): under the log's lock a checkpoint only ever replaces the one this writer published or found, by a larger one.</summary>
    private void RequireGrowth(Checkpoint? stored, Checkpoint next)
    {
        Checkpoint? own;
        lock (_gate) own = _checkpoint?.Checkpoint;
        if (Equals(stored, own) && (own is null || next.Size > own.Size)) return;
        // A crash right behind the rename leaves the new one stored, and publishing the same again is no change.
        if (Equals(stored, next)) return;
        var poisoned = new LedgerUnavailableException(
            LedgerFault.Poisoned, $"the stored checkpoint covers {stored?.Size ?? 0} records and is not the one this writer published; close the writer and find out who changed it");
        _poison(poisoned);
        throw poisoned;
    }
}
