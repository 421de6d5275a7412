using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.OpenIdConnect;
using Tandem.Management.Access.Sessions;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access;

/// <summary>
/// Gives a person whose sign-in is complete the cookie of a session. INVARIANT (one door): nothing else does, whatever the person signed in with.
/// INVARIANT (locked out): no session begins while the account is locked, for some minutes or for good, or by a way that the options close.
/// </summary>
internal sealed class GiveSession(
    TandemDbContext db, UserManager<Account> users, EndSessions end, OnlyWay onlyWay, CurrentUser user, ChangeContext change, IHttpContextAccessor http, ManagementOptions options)
{
    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("a session needs a request");

    /// <summary>Whether a session of the account may begin now, when everything asked of the person is shown.</summary>
    internal async Task<bool> MayBeginAsync(Account account, string method) => account.DisabledAt is null && !await users.IsLockedOutAsync(account) && await onlyWay.AllowsAsync(account, method);

    /// <summary>Begins a session; one that this browser had before ends. False when none may begin.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="method">What the person signed in with; a constant of <see cref="SignInMethods"/>.</param>
    internal async Task<bool> BeginAsync(Account account, string method)
    {
        if (!await MayBeginAsync(account, method))
            return false;
        var cancellation = Http.RequestAborted;
        if (user is { AccountId: { } owner, SessionId: { } before })
            await end.EndOneAsync(owner, before, SessionEnd.SignedInAnew, cancellation);
        var now = options.TimeProvider.GetUtcNow();
        var token = SessionToken.Generate();
        db.Sessions.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            TokenHash = SessionToken.Hash(token),
            Method = method,
            StartedAt = now,
            LastSeenAt = now,
            EndsAt = now + options.SessionLimit,
            SeenWith = BrowserWords.Of(Http.Request.Headers.UserAgent),
            SeenFrom = SourceNetwork.Of(Http.Connection.RemoteIpAddress),
        });
        account.JoinedAt ??= now;
        change.ActAs(account.Id, account.DisplayName);
        change.Reason = $"signed in by {method}";
        await db.SaveChangesAsync(cancellation);
        await GiveCookieAsync(token);
        return true;
    }

    /// <summary>Goes on with the session of this request under a new token and ends all others of the account: who copied a cookie before is out.</summary>
    internal async Task RenewAsync(Account account, string why)
    {
        var cancellation = Http.RequestAborted;
        await end.EndAllAsync(account.Id, except: user.SessionId, why, cancellation);
        // One that was ended at this very moment stays ended.
        if (await db.Sessions.FirstOrDefaultAsync(s => s.Id == user.SessionId && s.AccountId == account.Id && s.EndedAt == null, cancellation) is not { } session)
            return;
        var token = SessionToken.Generate();
        session.TokenHash = SessionToken.Hash(token);
        await db.SaveChangesAsync(cancellation);
        await GiveCookieAsync(token);
    }

    // The cookie says which session it is and nothing else; who the person is and may do is looked up.
    private Task GiveCookieAsync(string token) => Http.SignInAsync(
        IdentityConstants.ApplicationScheme, new ClaimsPrincipal(new ClaimsIdentity([new(SessionToken.Claim, token)], IdentityConstants.ApplicationScheme)));
}
