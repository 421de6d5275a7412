using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Remembers, in a cookie good for five minutes, whose first step was right and who still owes the second.</summary>
internal sealed class PendingSignIn(UserManager<Account> users, IHttpContextAccessor http)
{
    private static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;

    private const string StampClaim = "stamp";
    private const string MethodClaim = "method";

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("signing in needs a request");

    /// <param name="account">Whose first step was right.</param>
    /// <param name="method">What the person will have signed in with after the second; a constant of <see cref="SignInMethods"/>.</param>
    internal Task BeginAsync(Account account, string method)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, account.Id.ToString()), new(StampClaim, account.SecurityStamp!), new(MethodClaim, method)], Scheme);
        return Http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Null when nobody is between the two steps, or the account changed its password since the first.</summary>
    internal async Task<(Account Account, string Method)?> FindAsync()
    {
        var pending = (await Http.AuthenticateAsync(Scheme)).Principal;
        return pending?.FindFirstValue(ClaimTypes.Name) is { } id && await users.FindByIdAsync(id) is { } account && account.SecurityStamp == pending.FindFirstValue(StampClaim)
            && pending.FindFirstValue(MethodClaim) is { } method ? (account, method) : null;
    }

    internal Task EndAsync() => Http.SignOutAsync(Scheme);
}
