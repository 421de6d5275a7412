using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Sessions;

/// <summary>Writes when sessions were last used, enters the end of those that ran out and forgets where old ones came from; called each minute by <see cref="AccessUpkeep"/>.</summary>
internal sealed class SessionUpkeep(TandemDbContext db, ChangeContext change, SessionsSeen seen, ManagementOptions options)
{
    /// <summary>How long after its end it is known from where and with what a session was used. The row stays: that there was a session is no more than its history says for ever.</summary>
    internal static readonly TimeSpan SourceKept = TimeSpan.FromDays(90);

    // Another process may hold a later time for so long before it writes it.
    private static readonly TimeSpan Grace = 2 * AccessUpkeep.Interval;

    private const int MostAtOnce = 500;

    internal async Task RunAsync(CancellationToken cancellation)
    {
        await WriteSeenAsync(cancellation);
        await EndRunOutAsync(cancellation);
        var old = options.TimeProvider.GetUtcNow() - SourceKept;
        await db.Sessions.Where(s => s.EndedAt <= old && s.SeenFrom != "")
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenFrom, "").SetProperty(s => s.SeenWith, ""), cancellation);
    }

    private async Task WriteSeenAsync(CancellationToken cancellation)
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

    private async Task EndRunOutAsync(CancellationToken cancellation)
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
}
