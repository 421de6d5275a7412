using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Profile;

/// <summary>A fresh sign-in in the middle of a session, for one act that the person answers for with the name: the password, and a code where the account has a second factor. It comes with the act itself and leaves nothing behind that could be used again.</summary>
internal sealed class SignAgain(UserManager<Account> users, PasswordAgain again, SecondStep second, SignInTurns turns)
{
    private const int LongestCode = 64;

    /// <summary>True when a code is needed beside the password.</summary>
    internal async Task<bool> NeedsCodeAsync(HttpContext http) => (await AccountAsync(http)).TwoFactorEnabled;

    /// <returns>What it was made with, one of <see cref="SignInMethods"/>; null with what is wrong, by field. Wrong ones count towards the lock-out.</returns>
    internal async Task<(string? Method, FormErrors Errors)> ProveAsync(HttpContext http, string password, string code, CancellationToken cancellation)
    {
        var account = await AccountAsync(http);
        var errors = new FormErrors();
        // INVARIANT (used up): the sign-in of a moment ago, which counts for an account without password elsewhere, would count for many acts.
        if (account.PasswordHash is null)
            return (null, errors.Add("password", "your account has no password, and a decision is given with one; ask your administrator who can decide"));
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

    private async Task<Account> AccountAsync(HttpContext http) =>
        await users.GetUserAsync(http.User) ?? throw new InvalidOperationException("a signed-in person has no account");
}
