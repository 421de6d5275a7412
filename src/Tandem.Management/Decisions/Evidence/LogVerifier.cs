using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Ledger.Verification;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>Verifies the gateway's whole log with its public key and keeps the result.</summary>
internal sealed class LogVerifier(GatewayLog log, IServiceScopeFactory scopes, VerificationSchedule schedule, LatestVerification latest, TimeProvider time)
{
    private const int ProblemsKept = 20;

    /// <returns>The stored run; null when there is no log to verify.</returns>
    internal async Task<VerificationRun?> RunAsync(VerificationRequest request, CancellationToken cancellation)
    {
        if (log.Open().Reader is not { } reader)
            return null;
        var started = time.GetUtcNow();
        schedule.Activity = new VerificationActivity(started, 0);
        try
        {
            var progress = new ActivityProgress(schedule, started);
            var report = await Task.Run(() => LedgerVerification.Verify(log.Folder, reader.LogKey, VerificationMode.Full, progress, cancellation), cancellation);
            var run = Run(request, started, reader.LogKey.ToString(), report);
            // A look at a log that is being written may come to no end; it is tried again soon, and only a result is worth keeping.
            if (run.Verdict != VerificationVerdict.Incomplete || request.Trigger == VerificationTrigger.Person)
                await StoreAsync(run, cancellation);
            latest.Set(run);
            return run;
        }
        finally
        {
            schedule.Activity = null;
        }
    }

    /// <summary>Reads the newest stored result, so that evidence carries its time from the first page on.</summary>
    internal async Task LoadLatestAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TandemDbContext>();
        if (await db.VerificationRuns.AsNoTracking().OrderByDescending(run => run.FinishedAt).FirstOrDefaultAsync(cancellation) is { } run)
            latest.Set(run);
    }

    private VerificationRun Run(VerificationRequest request, DateTimeOffset started, string logKey, VerificationReport report) => new()
    {
        Id = Guid.CreateVersion7(started),
        StartedAt = started,
        FinishedAt = time.GetUtcNow(),
        StartedBy = request.Trigger,
        RequestedBy = request.By,
        Verdict = report.Verdict,
        LogKey = logKey,
        Records = report.Records,
        CheckpointSize = report.CheckpointSize,
        RootHash = report.RootHashBase64,
        Problems = [.. report.Problems.Take(ProblemsKept).Select(problem => $"{problem.Code} in {problem.File}: {problem.Message}")],
    };

    private async Task StoreAsync(VerificationRun run, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TandemDbContext>();
        scope.ServiceProvider.GetRequiredService<ChangeContext>().Reason = run.StartedBy switch
        {
            VerificationTrigger.Start => "verification at start",
            VerificationTrigger.Interval => "verification at the usual interval",
            VerificationTrigger.Person => $"verification asked for by {run.RequestedBy}",
            VerificationTrigger.Damage => "verification because a record could not be read or did not match",
            _ => throw new InvalidOperationException("not a trigger"),
        };
        db.VerificationRuns.Add(run);
        await db.SaveChangesAsync(cancellation);
    }

    private sealed class ActivityProgress(VerificationSchedule schedule, DateTimeOffset started) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => schedule.Activity = new VerificationActivity(started, value.Records);
    }
}
