using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Access.Sessions;

/// <summary>Says for each request whether its session is live: not ended, used lately enough, not too old. Fails closed.</summary>
internal sealed class LiveSessions(TandemDbContext db, AccessCache cache, AccountPrincipals accounts, SessionsSeen seen, ManagementOptions options)
{
    /// <summary>Who acts by the session that a cookie names, and notes that it is used; null when it is not live.</summary>
    /// <param name="token">What the cookie carries.</param>
    /// <param name="scheme">Authentication type of the answer.</param>
    /// <param name="cancellation">Ends the request.</param>
    internal async Task<ClaimsPrincipal?> FindAsync(string token, string scheme, CancellationToken cancellation)
    {
        var hash = SessionToken.Hash(token);
        var now = options.TimeProvider.GetUtcNow();
        if (await cache.GetAsync($"session {hash}", () => ReadAsync(hash, cancellation)) is not { } session || !IsLive(session, now))
            return null;
        if (await accounts.FindAsync(session.AccountId, cancellation) is not { } claims)
            return null;
        seen.Note(session.Id, now);
        return new(new ClaimsIdentity([.. claims, new(CurrentUser.SessionClaim, session.Id.ToString()), new(CurrentUser.MethodClaim, session.Method)], scheme));
    }

    private bool IsLive(Known session, DateTimeOffset now)
    {
        var last = seen.Find(session.Id) is { } noted && noted > session.LastSeenAt ? noted : session.LastSeenAt;
        return now < session.EndsAt && now - last < options.SessionIdleLimit;
    }

    private Task<Known?> ReadAsync(string hash, CancellationToken cancellation) => db.Sessions.AsNoTracking()
        .Where(s => s.TokenHash == hash && s.EndedAt == null)
        .Select(s => new Known(s.Id, s.AccountId, s.Method, s.EndsAt, s.LastSeenAt))
        .FirstOrDefaultAsync(cancellation);

    private sealed record Known(Guid Id, Guid AccountId, string Method, DateTimeOffset EndsAt, DateTimeOffset LastSeenAt) : IOfAccount;
}
