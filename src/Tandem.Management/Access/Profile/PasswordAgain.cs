using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Profile;

/// <summary>
/// Asks a signed-in person for the password once more before what a thief of the session must not do. Wrong ones count towards the lock-out, as at sign-in.
/// Who has no password, because a provider or a passkey signs the account in, must have signed in a moment ago instead.
/// </summary>
internal sealed class PasswordAgain(TandemDbContext db, SignInManager<Account> signIn, SignInTurns turns, CurrentUser user, ChangeContext change, TimeProvider time)
{
    internal static readonly TimeSpan Moment = TimeSpan.FromMinutes(10);

    /// <summary>What to tell the owner of the account when it is not right.</summary>
    internal static string Refusal(Account account) => account.PasswordHash is null
        ? "you signed in too long ago for this; sign out, sign in again and come back within ten minutes"
        : "this is not your password, or the account is locked for some minutes; try again later";

    internal Task<bool> IsRightAsync(Account account, string password, CancellationToken cancellation) => turns.TakeAsync(account.Email!, async () =>
    {
        // Another attempt may have been counted while this one waited for its turn.
        await db.Entry(account).ReloadAsync(cancellation);
        if (account.PasswordHash is null)
            return await IsFreshAsync(account, cancellation);
        change.Reason = "password asked again";
        return password.Length <= PasswordRules.MaximumLength && (await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded;
    }, cancellation);

    private Task<bool> IsFreshAsync(Account account, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Moment;
        return db.Sessions.AnyAsync(s => s.Id == user.SessionId && s.AccountId == account.Id && s.EndedAt == null && s.StartedAt > since, cancellation);
    }
}
