using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tandem.Management.History;

/// <summary>Compares history and log when the log is open, every hour, and when somebody asks; pages show the latest result.</summary>
internal sealed partial class HistoryCheck(IServiceScopeFactory scopes, HistoryLedger ledger, ManagementOptions options, ILogger<HistoryCheck> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile HistoryFindings? _latest;
    private int _begun;
    private int _latestBegun; // in the turn

    /// <summary>Null until the first comparison has ended.</summary>
    internal HistoryFindings? Latest => _latest;

    /// <summary>Compares now; comparisons run one after the other.</summary>
    internal async Task<HistoryFindings> RunAsync(CancellationToken cancellation)
    {
        var begun = Volatile.Read(ref _begun);
        await _turn.WaitAsync(cancellation);
        try
        {
            // What began after this was asked for tells as much: a hundred who ask at once cost two comparisons and not a hundred.
            if (_latestBegun > begun && _latest is { } fresh)
                return fresh;
            var own = Interlocked.Increment(ref _begun);
            await using var scope = scopes.CreateAsyncScope();
            var findings = await scope.ServiceProvider.GetRequiredService<HistoryComparison>().RunAsync(cancellation);
            if (!findings.IsSound)
                LogProblem(findings.Count, findings.Problems[0].Text);
            _latestBegun = own;
            return _latest = findings;
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                while (ledger.Health is null)
                    await Task.Delay(Patience, options.TimeProvider, stoppingToken);
                await RunLoggedAsync(stoppingToken);
                await Task.Delay(Interval, options.TimeProvider, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private async Task RunLoggedAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(cancellation);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or UnauthorizedAccessException or InvalidOperationException)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(EventId = 2202, Level = LogLevel.Critical, Message = "the history does not match its log in {Count} places; first: {Problem}")]
    private partial void LogProblem(long count, string problem);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Error, Message = "history and log could not be compared; it is tried again in an hour")]
    private partial void LogFailed(Exception failure);
}
