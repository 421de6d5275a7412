using Microsoft.AspNetCore.Identity;

namespace Tandem.Management.Access;

/// <summary>
/// Gives a person whose sign-in is complete the cookie of a session. INVARIANT (one door): nothing else does, whatever the person signed in with.
/// INVARIANT (locked out): no session begins while the account is locked, for some minutes or for good.
/// </summary>
internal sealed class GiveSession(UserManager<Account> users, SignInManager<Account> signIn)
{
    /// <summary>Begins a session; false when the account is locked.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="method">What the person signed in with; a constant of <see cref="SignInMethods"/>.</param>
    internal async Task<bool> BeginAsync(Account account, string method)
    {
        if (await users.IsLockedOutAsync(account))
            return false;
        await signIn.SignInAsync(account, isPersistent: false, method);
        return true;
    }

    /// <summary>Goes on with the session of this request under the account's new security stamp, when all its other sessions end.</summary>
    internal Task RenewAsync(Account account) => signIn.RefreshSignInAsync(account);
}
