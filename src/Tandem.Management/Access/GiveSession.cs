using Microsoft.AspNetCore.Identity;

namespace Tandem.Management.Access;

/// <summary>Gives a person whose sign-in is complete the cookie of a session. INVARIANT (one door): nothing else does, whatever the person signed in with.</summary>
internal sealed class GiveSession(SignInManager<Account> signIn)
{
    /// <summary>Begins a session.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="method">What the person signed in with; a constant of <see cref="SignInMethods"/>.</param>
    internal Task BeginAsync(Account account, string method) => signIn.SignInAsync(account, isPersistent: false, method);

    /// <summary>Goes on with the session of this request under the account's new security stamp, when all its other sessions end.</summary>
    internal Task RenewAsync(Account account) => signIn.RefreshSignInAsync(account);
}
