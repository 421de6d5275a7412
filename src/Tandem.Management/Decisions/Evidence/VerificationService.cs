using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Ledger.Verification;
using Tandem.Management.Decisions.Indexing;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>Verifies the gateway's log at start, when new decisions wait, every hour, and when somebody or something asks for it.</summary>
internal sealed partial class VerificationService(
    LogVerifier verifier, VerificationSchedule schedule, LatestVerification latest, DecisionIndexReader index, TimeProvider time, ILogger<VerificationService> logger) : BackgroundService
{
    /// <summary>Within this time a change of the log is found without anybody asking.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Decisions recorded since the last verification wait no longer than this.</summary>
    private static readonly TimeSpan Newer = TimeSpan.FromMinutes(10);

    /// <summary>Until the log is first there, and while none of its decisions is verified, look this often.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await verifier.LoadLatestAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var next = new VerificationRequest(VerificationTrigger.Start, "System");
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var isDone = await RunAsync(next, stoppingToken);
                next = await NextAsync(isDone, stoppingToken) ?? new VerificationRequest(isDone ? VerificationTrigger.Interval : next.Trigger, "System");
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private async Task<bool> RunAsync(VerificationRequest request, CancellationToken cancellation)
    {
        try
        {
            if (await verifier.RunAsync(request, cancellation) is not { } run)
                return false;
            if (run.Verdict == VerificationVerdict.Invalid)
                LogInvalid(run.Records, run.Problems.Count > 0 ? run.Problems[0] : "no problem was named");
            return run.Verdict != VerificationVerdict.Incomplete;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            LogUnreadable(error);
            return true;
        }
    }

    /// <summary>The next request, or null when it is time for one that nobody made.</summary>
    private async Task<VerificationRequest?> NextAsync(bool isDone, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        do
        {
            if (await RequestWithinAsync(Patience, cancellation) is { } request)
                return request;
        }
        while (isDone && time.GetElapsedTime(since) < Wait());
        return null;
    }

    /// <summary>How long the last result may stand: at once out of date when it covered less than half of the decisions there are.</summary>
    private TimeSpan Wait()
    {
        var uncovered = latest.Run is { } run ? index.CountFrom(run.CheckpointSize) : 0;
        if (uncovered == 0)
            return Interval;
        return uncovered * 2 >= index.Count(DecisionFilter.All) ? TimeSpan.Zero : Newer;
    }

    private async Task<VerificationRequest?> RequestWithinAsync(TimeSpan wait, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, wait, Timeout.InfiniteTimeSpan);
        try
        {
            return await schedule.Requests.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    [LoggerMessage(EventId = 4011, Level = LogLevel.Critical, Message = "the gateway's log of {Records} records does not verify: {Problem}")]
    private partial void LogInvalid(long records, string problem);

    [LoggerMessage(EventId = 4012, Level = LogLevel.Error, Message = "the gateway's log could not be verified")]
    private partial void LogUnreadable(Exception error);
}
