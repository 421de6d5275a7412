using Microsoft.AspNetCore.Identity;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access.Profile;

/// <summary>Asks a signed-in person for the password once more before what a thief of the session must not do. Wrong ones count towards the lock-out, as at sign-in.</summary>
internal sealed class PasswordAgain(TandemDbContext db, SignInManager<Account> signIn, SignInTurns turns, ChangeContext change)
{
    internal const string Refusal = "this is not your password, or the account is locked for some minutes; try again later";

    internal Task<bool> IsRightAsync(Account account, string password, CancellationToken cancellation) => turns.TakeAsync(account.Email!, async () =>
    {
        // Another attempt may have been counted while this one waited for its turn.
        await db.Entry(account).ReloadAsync(cancellation);
        change.Reason = "password asked again";
        return password.Length <= PasswordRules.MaximumLength && (await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded;
    }, cancellation);
}
