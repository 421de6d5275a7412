using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Ledger.Verification;
using Tandem.Management.Access;

namespace Tandem.Management.History;

/// <summary>Compares history and log when the log is open, every hour, and when somebody asks; pages show the latest result.</summary>
/// <remarks>By itself it takes a small part of a processor, so that pages stay fast; a comparison that somebody asked for runs as fast as it can and takes the place of the other.</remarks>
internal sealed partial class HistoryCheck(IServiceScopeFactory scopes, HistoryLedger ledger, ManagementOptions options, ILogger<HistoryCheck> logger) : BackgroundService
{
    /// <summary>Part of one processor that the comparison takes when nobody asked for it.</summary>
    private const double UnaskedShare = 0.2;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile HistoryFindings? _latest;
    private volatile HistoryCheckProgress? _running;
    // Replaced and never disposed: somebody may hold the one that was replaced, and there is nothing in them to free.
    private volatile CancellationTokenSource _asked = new();
    private volatile CancellationTokenSource _unasked = new();
    private int _askers;
    private bool _insists; // gave way and was not made up for: the next that runs by itself gives way to nobody
    private int _begun;
    private int _latestBegun; // in the turn

    /// <summary>Null until the first comparison has ended.</summary>
    internal HistoryFindings? Latest => _latest;

    /// <summary>The comparison that runs now; null when none does.</summary>
    internal HistoryCheckProgress? Running => _running;

    /// <summary>Compares now; comparisons run one after the other.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal async Task<HistoryFindings> RunAsync(CancellationToken cancellation)
    {
        var begun = Volatile.Read(ref _begun);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _asked.Token);
        Interlocked.Increment(ref _askers);
        try
        {
            await _unasked.CancelAsync();
            await _turn.WaitAsync(stop.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _askers);
        }
        try
        {
            // What began after this was asked for tells as much: a hundred who ask at once cost two comparisons and not a hundred.
            if (_latestBegun > begun && _latest is { } fresh)
                return fresh;
            return await CompareAsync(isAsked: true, pace: null, stop.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Begins in the background what <see cref="RunAsync"/> does and waits for it a moment; what comes of it is <see cref="Latest"/>.</summary>
    internal async Task BeginAsync(CancellationToken cancellation)
    {
        var run = Task.Run(() => LoggedAsync(() => RunAsync(CancellationToken.None)), CancellationToken.None);
        await Task.WhenAny(run, Task.Delay(Patience, cancellation));
    }

    /// <summary>Stops what somebody asked for; what runs by itself goes on.</summary>
    internal async Task StopAskedAsync()
    {
        var stopped = Interlocked.Exchange(ref _asked, new CancellationTokenSource());
        await stopped.CancelAsync();
    }

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At the end of the process nothing that was asked for goes on.
        await using var end = stoppingToken.Register(() => _asked.Cancel());
        try
        {
            await Task.Delay(ManagementStartup.PagesFirst, stoppingToken);
            while (true)
            {
                while (ledger.Health is null)
                    await Task.Delay(Patience, options.TimeProvider, stoppingToken);
                var since = options.TimeProvider.GetUtcNow();
                var isEnded = await LoggedAsync(() => RunUnaskedAsync(stoppingToken));
                // Who takes its place and then stops his own does not keep it from running.
                _insists = !isEnded && !(_latest?.At >= since);
                await Task.Delay(_insists ? Patience : Interval, options.TimeProvider, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private async Task RunUnaskedAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_insists)
            {
                // As fast as it can: who asks waits for it.
                await CompareAsync(isAsked: false, pace: null, cancellation);
                return;
            }
            _unasked = new CancellationTokenSource();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _unasked.Token);
            // Who asks counts himself first and cancels then: one of the two is seen.
            if (Volatile.Read(ref _askers) > 0)
                await stop.CancelAsync();
            await CompareAsync(isAsked: false, new WorkPace(UnaskedShare), stop.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<HistoryFindings> CompareAsync(bool isAsked, WorkPace? pace, CancellationToken cancellation)
    {
        var own = Interlocked.Increment(ref _begun);
        var since = options.TimeProvider.GetUtcNow();
        try
        {
            _running = new(since, 0, isAsked);
            await using var scope = scopes.CreateAsyncScope();
            // Structure: a record that was changed after the checkpoint is found by the tree, and `tandem verify` looks at each signature.
            var findings = await scope.ServiceProvider.GetRequiredService<HistoryComparison>().RunAsync(
                VerificationMode.Structure, pace, new Progress(done => _running = new(since, done, isAsked)), cancellation);
            if (!findings.IsSound)
                LogProblem(findings.Count, findings.Problems[0].Text);
            _latestBegun = own;
            return _latest = findings;
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>False when it was stopped before its end.</summary>
    private async Task<bool> LoggedAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (OperationCanceledException)
        {
            LogStopped();
            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it is: what looks for damage must not end because of it.
            LogFailed(failure);
        }
        return true;
    }

    [LoggerMessage(EventId = 2202, Level = LogLevel.Critical, Message = "the history does not match its log in {Count} places; first: {Problem}")]
    private partial void LogProblem(long count, string problem);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Error, Message = "history and log could not be compared; it is tried again in an hour")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(EventId = 2204, Level = LogLevel.Information, Message = "a comparison of history and log was stopped before its end")]
    private partial void LogStopped();

    private sealed class Progress(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
