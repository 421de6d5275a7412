using System.Security.Cryptography;
using System.Text;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Writing;

/// <summary>The one writer of a log. Build → place in the chain → sign → append → fdatasync → complete; tiles and checkpoint follow. Thread-safe.</summary>
/// <remarks>A receipt is given only for a record that is on stable storage. The first record of each opening certifies a fresh record key.</remarks>
public sealed class LedgerWriter : IAsyncDisposable
{
    private readonly LedgerWriterOptions _options;
    private readonly LogLock _lock;
    private readonly SpareSegments _spares;
    private readonly SegmentAppender _appender;
    private readonly CommitLoop _commits;
    private readonly RecordSequencer _sequencer;
    private readonly CheckpointPublisher _publisher;
    private readonly Lock _gate = new();
    private LedgerUnavailableException? _poisoned; // guarded by _gate
    private bool _closed;                          // guarded by _gate
    private long _durable;

    private LedgerWriter(LedgerWriterOptions options, LogLock held, OpenedLog log)
    {
        _options = options;
        _lock = held;
        _durable = log.Count;
        var key = options.LogSigner.VerifierKey;
        _spares = new SpareSegments(options.Files, options.Folder, options.SegmentSizeBytes);
        _spares.Clean();
        _appender = new SegmentAppender(options.Files, options.Folder, key.ToString(), options.Writer, options.TimeProvider);
        if (log.Current is not null)
            _appender.Continue(options.Files.Open(log.Current.Path), log.Current.FirstIndex, log.CurrentCount, log.CurrentOffset, log.CurrentTree, log.LastHash);
        else
            _appender.ContinueAfter(log.Count, log.LastHash);
        _publisher = new CheckpointPublisher(options, log, Poison);
        _commits = new CommitLoop(_appender, Committed, Poison);
        var room = new RoomKeeper(options.Files, _spares, options.Folder, options.SegmentSizeBytes, options.EffectiveLowWaterBytes, options.TimeProvider);
        room.KeepReserve();
        var origin = new RecordOrigin(options.Origin, options.Writer, NewBootId(), options.Tenant);
        _sequencer = new RecordSequencer(options, origin, _commits, _spares, room, log.Count, log.LastHash, log.CurrentOffset);
    }

    /// <summary>Durable records.</summary>
    public long Count => Volatile.Read(ref _durable);

    /// <summary>Origin of the log.</summary>
    public string Origin => _options.Origin;

    /// <summary>The log's verifier key.</summary>
    public VerifierKey LogKey => _options.LogSigner.VerifierKey;

    /// <summary>How the writer is now.</summary>
    public LedgerHealth Health
    {
        get
        {
            lock (_gate)
            {
                var full = _sequencer.FullReason;
                var state = _poisoned is not null ? LedgerState.Poisoned : _closed ? LedgerState.Closed : full is not null ? LedgerState.Full : LedgerState.Open;
                return new LedgerHealth(state, Count, _publisher.Size, _publisher.Time, _poisoned?.Message ?? full ?? _publisher.Delay);
            }
        }
    }

    /// <summary>Opens a log for appending, or creates it in a folder that holds none.</summary>
    /// <param name="options">How the log is written.</param>
    /// <param name="cancellationToken">Stops waiting; an opening that is under way is finished and closed.</param>
    /// <returns>The writer; the key record of this opening and a checkpoint are durable.</returns>
    /// <exception cref="LedgerOpenException">The log must not be appended to; nothing was changed.</exception>
    /// <exception cref="LedgerUnavailableException">The disk has no room for a segment.</exception>
    /// <exception cref="ArgumentException">An option has an invalid value.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public static Task<LedgerWriter> OpenAsync(LedgerWriterOptions options, CancellationToken cancellationToken)
    {
        LedgerWriterOptions.Validate(options);
        return Task.Run(() => OpenCoreAsync(options, cancellationToken), cancellationToken);
    }

    /// <summary>Appends a record and returns when it is on stable storage.</summary>
    /// <param name="draft">What to record.</param>
    /// <param name="cancellationToken">Stops waiting; a record that has its place is written all the same.</param>
    /// <returns>The record's place.</returns>
    /// <exception cref="LedgerUnavailableException">No receipt can be given; <see cref="LedgerUnavailableException.Fault"/> says why. After
    /// <see cref="LedgerFault.Timeout"/> and <see cref="LedgerFault.Poisoned"/> the record may or may not be in the log.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting; the record may be in the log.</exception>
    /// <exception cref="ArgumentException">The draft would certify a record key, which only the writer does.</exception>
    public async Task<RecordReceipt> AppendAsync(RecordDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        cancellationToken.ThrowIfCancellationRequested();
        var record = _sequencer.Place(draft);
        try
        {
            return await record.Durable.WaitAsync(_options.CommitTimeout, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new LedgerUnavailableException(
                LedgerFault.Timeout, $"record {record.Index} was not durable within {_options.CommitTimeout.TotalMilliseconds} ms; it may become so, check the disk", exception);
        }
    }

    /// <summary>Publishes a checkpoint that covers every record which is durable now, at once.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When the checkpoint is on stable storage.</returns>
    /// <exception cref="LedgerUnavailableException">The writer is poisoned.</exception>
    /// <exception cref="IOException">Tiles or checkpoint could not be written; it is tried again with the next records.</exception>
    public Task PublishCheckpointAsync(CancellationToken cancellationToken) => Task.Run(_publisher.Publish, cancellationToken);

    /// <summary>Commits what is queued, publishes the last checkpoint and gives the lock back. Never throws.</summary>
    /// <returns>When the log is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
        }

        await Task.Run(CloseCore).ConfigureAwait(false);
    }

    private static async Task<LedgerWriter> OpenCoreAsync(LedgerWriterOptions options, CancellationToken cancellationToken)
    {
        options.Files.CreateFolder(options.Folder);
        var held = LogLock.Take(options.Folder);
        LedgerWriter? writer = null;
        try
        {
            var log = new LedgerOpening(options).Check();
            cancellationToken.ThrowIfCancellationRequested();
            Prepare(options);
            log.TornTail?.Cut(options.Files, options.Folder, options.SegmentSizeBytes);
            writer = new LedgerWriter(options, held, log);
            await writer.BeginAsync().ConfigureAwait(false);
            return writer;
        }
        catch (Exception exception)
        {
            if (writer is null) held.Dispose();
            else await writer.DisposeAsync().ConfigureAwait(false);
            if (exception is IOException full and not LedgerUnavailableException && StableStorage.IsOutOfSpace(full))
                throw new LedgerUnavailableException(LedgerFault.Full, $"no room on the disk of `{options.Folder}` to open the log ({full.Message}); free some and open it again", full);
            throw;
        }
    }

    private static void Prepare(LedgerWriterOptions options)
    {
        options.Files.CreateFolder(SegmentPath.Folder(options.Folder));
        var keyFile = Path.Combine(options.Folder, LedgerFiles.VerifierKey);
        if (!File.Exists(keyFile)) options.Files.Replace(keyFile, Encoding.UTF8.GetBytes($"{options.LogSigner.VerifierKey}\n"));
    }

    private static string NewBootId()
    {
        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id);
        return Convert.ToHexStringLower(id);
    }

    private async Task BeginAsync()
    {
        _commits.Start();
        // No timeout here: nobody's request waits for the opening.
        await _sequencer.Begin().Durable.ConfigureAwait(false);
        foreach (var (path, draft) in TornTail.Unstated(_options.Folder))
        {
            await _sequencer.Place(draft).Durable.ConfigureAwait(false);
            _options.Files.Delete(path);
        }

        // INVARIANT (checkpoint before callers): a log that holds a caller's record has a checkpoint, so that its absence is a loss.
        _publisher.Publish();
        _publisher.Start();
    }

    private void Committed(IReadOnlyList<PendingRecord> records)
    {
        _publisher.Add(records);
        Volatile.Write(ref _durable, records[^1].Index + 1);
    }

    private void Poison(Exception cause)
    {
        var poisoned = cause as LedgerUnavailableException ?? new LedgerUnavailableException(LedgerFault.Poisoned, cause.Message, cause);
        lock (_gate) _poisoned ??= poisoned;
        _sequencer.Close(poisoned);
        _publisher.Stop(poisoned);
    }

    private void CloseCore()
    {
        _sequencer.Close(new LedgerUnavailableException(LedgerFault.Closed, $"the log `{Origin}` is closed"));
        _commits.Close();
        _publisher.Dispose();
        _appender.Dispose();
        _spares.Dispose();
        _lock.Dispose();
    }
}
