using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Ledger.Writing;

namespace Tandem.Management.History;

/// <summary>Carries changes from the outbox into the management system's own log, as long as the process runs.</summary>
internal sealed partial class HistoryLedger(IServiceScopeFactory scopes, ManagementOptions options, ManagementKeys keys, ILogger<HistoryLedger> logger) : BackgroundService
{
    /// <summary>Changes appended at once; also how far back a restart looks for what it had appended and not marked.</summary>
    internal const int BatchSize = 64;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfterFault = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private volatile LedgerWriter? _writer;
    private volatile string? _fault;
    private int _waiting;

    /// <summary>How the log is; null before it was first opened. Not open means that changes wait in the outbox.</summary>
    internal LedgerHealth? Health => _writer?.Health;

    /// <summary>Why the log cannot be written now; null when it can.</summary>
    internal string? Fault => _fault;

    /// <summary>Changes that waited for the log when it was last looked at.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Says that there may be new changes.</summary>
    internal void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WriteUntilFaultAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is IOException or LedgerOpenException or UnauthorizedAccessException or System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
            {
                // Nothing is lost: changes stay in the outbox, and opening again finds what reached the log.
                _fault = fault.Message;
                LogFault(fault);
                await Task.Delay(RetryAfterFault, options.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WriteUntilFaultAsync(CancellationToken cancellation)
    {
        using var signer = keys.OpenLogSigner();
        var writer = await LedgerWriter.OpenAsync(
            new LedgerWriterOptions
            {
                Folder = options.LedgerFolder,
                Origin = signer.VerifierKey.Name,
                Writer = "management",
                LogSigner = signer,
                CommitTimeout = TimeSpan.FromSeconds(10),
                SegmentSizeBytes = options.LedgerSegmentSizeBytes,
            }, cancellation);
        await using (writer)
        {
            try
            {
                await WithOutboxAsync(outbox => outbox.ReconcileAsync(writer, cancellation));
                _writer = writer;
                _fault = null;
                var counted = options.TimeProvider.GetTimestamp();
                while (true)
                {
                    int moved;
                    do
                    {
                        moved = await WithOutboxAsync(outbox => outbox.PublishAsync(writer, cancellation));
                        // Not with each batch: of a long queue, counting would take longer than moving.
                        if (moved < BatchSize || options.TimeProvider.GetElapsedTime(counted) >= Poll)
                        {
                            Volatile.Write(ref _waiting, await WithOutboxAsync(outbox => outbox.CountAsync(cancellation)));
                            counted = options.TimeProvider.GetTimestamp();
                        }
                    }
                    while (moved == BatchSize);
                    await _wake.WaitAsync(Poll, cancellation);
                }
            }
            finally
            {
                _writer = null;
            }
        }
    }

    private async Task<T> WithOutboxAsync<T>(Func<Outbox, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<Outbox>());
    }

    [LoggerMessage(EventId = 2201, Level = LogLevel.Error, Message = "the management system's log cannot be written; changes wait in the outbox and it is tried again")]
    private partial void LogFault(Exception fault);
}
