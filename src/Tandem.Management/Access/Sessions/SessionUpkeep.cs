using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Sessions;

/// <summary>Each minute writes when sessions were last used, enters the end of those that ran out and forgets where old ones came from.</summary>
internal sealed partial class SessionUpkeep(IServiceScopeFactory scopes, SessionsSeen seen, AccessCache cache, ManagementOptions options, ILogger<SessionUpkeep> logger) : BackgroundService
{
    /// <summary>How long after its end it is known from where and with what a session was used. The row stays: that there was a session is no more than its history says for ever.</summary>
    internal static readonly TimeSpan SourceKept = TimeSpan.FromDays(90);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Another process may hold a later time for so long before it writes it.
    private static readonly TimeSpan Grace = 2 * Interval;

    private const int MostAtOnce = 500;

    internal async Task RunAsync(CancellationToken cancellation)
    {
        cache.Trim();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TandemDbContext>();
        await WriteSeenAsync(db, cancellation);
        await EndRunOutAsync(db, scope.ServiceProvider.GetRequiredService<ChangeContext>(), cancellation);
        var old = options.TimeProvider.GetUtcNow() - SourceKept;
        await db.Sessions.Where(s => s.EndedAt <= old && s.SeenFrom != "")
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenFrom, "").SetProperty(s => s.SeenWith, ""), cancellation);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RunLoggedAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, options.TimeProvider, stoppingToken);
                await RunLoggedAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private async Task WriteSeenAsync(TandemDbContext db, CancellationToken cancellation)
    {
        if (seen.Pending() is not { Count: > 0 } pending)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var (id, at) in pending)
            await db.Sessions.Where(s => s.Id == id && s.LastSeenAt < at).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, at), cancellation);
        await transaction.CommitAsync(cancellation);
        foreach (var entry in pending)
            seen.Written(entry);
    }

    private async Task EndRunOutAsync(TandemDbContext db, ChangeContext change, CancellationToken cancellation)
    {
        var now = options.TimeProvider.GetUtcNow();
        var lastUse = now - options.SessionIdleLimit - Grace;
        var runOut = await db.Sessions.Where(s => s.EndedAt == null && (s.EndsAt <= now || s.LastSeenAt <= lastUse)).OrderBy(s => s.Id).Take(MostAtOnce).ToListAsync(cancellation);
        foreach (var reason in runOut.GroupBy(s => s.EndsAt < s.LastSeenAt + options.SessionIdleLimit ? SessionEnd.TooOld : SessionEnd.Idle))
        {
            foreach (var session in reason)
                (session.EndedAt, session.EndedBecause) = (reason.Key == SessionEnd.Idle ? session.LastSeenAt + options.SessionIdleLimit : session.EndsAt, reason.Key);
            change.Reason = reason.Key;
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task RunLoggedAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(cancellation);
        }
        // Also when another process ended the same session first: it is looked at again in a minute.
        catch (Exception failure) when (failure is DbException or DbUpdateException or InvalidOperationException)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Warning, Message = "sessions could not be brought up to date; it is tried again in a minute")]
    private partial void LogFailed(Exception failure);
}
