using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Ledger.Verification;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>Verifies the gateway's log at start, at an interval, and when somebody or something asks for it.</summary>
internal sealed partial class VerificationService(LogVerifier verifier, VerificationSchedule schedule, TimeProvider time, ILogger<VerificationService> logger) : BackgroundService
{
    /// <summary>Within this time a change of the log is found without anybody asking.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Until the log is first there, look this often.</summary>
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
                var wait = await RunAsync(next, stoppingToken) ? Interval : Patience;
                var upcoming = wait == Interval ? VerificationTrigger.Interval : next.Trigger;
                next = await NextAsync(wait, stoppingToken) ?? new VerificationRequest(upcoming, "System");
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

    private async Task<VerificationRequest?> NextAsync(TimeSpan wait, CancellationToken cancellation)
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
