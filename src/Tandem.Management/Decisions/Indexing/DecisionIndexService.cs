using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Ledger.Reading;
using Tandem.Management.Decisions.Evidence;

namespace Tandem.Management.Decisions.Indexing;

/// <summary>Follows the gateway's log in the background.</summary>
internal sealed partial class DecisionIndexService(
    GatewayLog log, DecisionIndexStore store, VerificationSchedule verification, TimeProvider time, ILogger<DecisionIndexService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IngestRound _round = new(store);

    // One ingest at a time: two would read the same records twice.
    private readonly Lock _ingest = new();
    private volatile IndexState _state = new(0, 0, DateTimeOffset.UnixEpoch, "the index has not started yet; wait a moment", false);

    internal IndexState State => _state;

    /// <summary>Reads until the index has caught up; for the service itself and for tests that must not wait.</summary>
    internal IndexState CatchUp(CancellationToken cancellation)
    {
        lock (_ingest)
            return CatchUp_NeedsLock(cancellation);
    }

    private IndexState CatchUp_NeedsLock(CancellationToken cancellation)
    {
        var opened = log.Open();
        if (opened.Reader is not { } reader)
            return _state = new IndexState(store.Position().Next, 0, time.GetUtcNow(), opened.Reason, false);
        try
        {
            while (!cancellation.IsCancellationRequested && _round.Run(reader) == IngestRound.BatchSize)
                _state = Following(reader);
            return _state = Following(reader);
        }
        catch (InvalidDataException error)
        {
            var next = store.Position().Next;
            if (!_state.IsDamaged)
            {
                LogDamaged(error, next);
                verification.Request(VerificationTrigger.Damage, "system");
            }
            return _state = new IndexState(next, reader.Count(), time.GetUtcNow(), $"the log is damaged: {error.Message}", true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(error);
            return _state = new IndexState(store.Position().Next, _state.InLog, time.GetUtcNow(), "the log cannot be read; check the folder and its permissions", false);
        }
    }

    /// <summary>The tables are there before the first page is asked for.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        store.Prepare();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
            {
                CatchUpOrWait(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    /// <summary>A full disk or a busy file stops the index until the next look, never the program: the index is a help, and the pages stay up.</summary>
    private void CatchUpOrWait(CancellationToken cancellation)
    {
        try
        {
            CatchUp(cancellation);
        }
        catch (SqliteException error)
        {
            LogUnwritable(error);
            _state = _state with { At = time.GetUtcNow(), Trouble = "the index cannot be written; make room on the disk, it goes on by itself" };
        }
    }

    private IndexState Following(LedgerReader reader) => new(store.Position().Next, reader.Count(), time.GetUtcNow(), null, false);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "record {Index} of the gateway's log cannot be read; the index stands still")]
    private partial void LogDamaged(Exception error, long index);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "the gateway's log cannot be read; the index tries again")]
    private partial void LogUnreadable(Exception error);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Error, Message = "the index of decisions cannot be written; it tries again")]
    private partial void LogUnwritable(Exception error);
}
