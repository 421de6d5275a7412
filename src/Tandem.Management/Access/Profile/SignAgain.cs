using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Profile;

/// <summary>A fresh sign-in in the middle of a session, for one act that the person answers for with the name: the password, and a code where the account has a second factor. It comes with the act itself and leaves nothing behind that could be used again. Who has no password signs in anew, and that sign-in counts for one act.</summary>
internal sealed class SignAgain(TandemDbContext db, UserManager<Account> users, PasswordAgain again, SecondStep second, SignInTurns turns, SpendOnce once, CurrentUser user, TimeProvider time)
{
    private const int LongestCode = 64;

    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(5);

    /// <summary>True when a code is needed beside the password.</summary>
    internal async Task<bool> NeedsCodeAsync(HttpContext http) => await AccountAsync(http) is { PasswordHash: not null, TwoFactorEnabled: true };

    /// <returns>What it was made with, one of <see cref="SignInMethods"/>; null with what is wrong, by field. Wrong ones count towards the lock-out.</returns>
    internal async Task<(string? Method, FormErrors Errors)> ProveAsync(HttpContext http, string password, string code, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        var errors = new FormErrors();
        if (account.PasswordHash is null)
            return await SpendSignInAsync(account, errors, cancellation);
        if (password.Length == 0)
            errors.Add("password", "enter your password: a decision is given with a fresh sign-in");
        if (account.TwoFactorEnabled && code.Length == 0)
            errors.Add("code", "enter the code that your authenticator shows now, or a recovery code");
        if (errors.Any)
            return (null, errors);
        if (!await again.IsRightAsync(account, password, cancellation))
            return (null, errors.Add("password", PasswordAgain.Refusal(account)));
        if (!account.TwoFactorEnabled)
            return (SignInMethods.Password, errors);
        return code.Length <= LongestCode && await turns.TakeAsync(account.Email!, () => second.TakeAsync(account, code, cancellation), cancellation)
            ? (SignInMethods.PasswordAndCode, errors)
            : (null, errors.Add("code", "this code is not right, was used already, or the account is locked for some minutes; wait for the next code"));
    }

    // INVARIANT (used up): the sign-in of a moment ago counts for one act, whoever comes with its session.
    private async Task<(string? Method, FormErrors Errors)> SpendSignInAsync(Account account, FormErrors errors, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Moment;
        var signIn = await db.Sessions.Where(s => s.Id == user.SessionId && s.AccountId == account.Id && s.EndedAt == null && s.StartedAt > since)
            .Select(s => new { s.Id, s.Method, s.StartedAt }).FirstOrDefaultAsync(cancellation);
        if (signIn is null)
            return (null, errors.Add("", "you signed in too long ago for this; sign out, sign in again and decide within five minutes"));
        return await once.TryAsync($"sign-again {signIn.Id}", signIn.StartedAt + (2 * Moment), cancellation)
            ? (signIn.Method, errors)
            : (null, errors.Add("", "your sign-in was used for another decision already; sign out, sign in again and decide"));
    }

    private async Task<Account> AccountAsync(HttpContext http) =>
        await users.GetUserAsync(http.User) ?? throw new InvalidOperationException("a signed-in person has no account");
}
