using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Remembers, in a cookie good for five minutes, whose password was right and who still owes the second step.</summary>
internal sealed class PendingSignIn(UserManager<Account> users, IHttpContextAccessor http)
{
    private static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;

    private const string StampClaim = "stamp";

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("signing in needs a request");

    internal Task BeginAsync(Account account)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, account.Id.ToString()), new(StampClaim, account.SecurityStamp!)], Scheme);
        return Http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Null when nobody is between the two steps, or the account changed its password since the first.</summary>
    internal async Task<Account?> FindAsync()
    {
        var pending = (await Http.AuthenticateAsync(Scheme)).Principal;
        return pending?.FindFirstValue(ClaimTypes.Name) is { } id && await users.FindByIdAsync(id) is { } account && account.SecurityStamp == pending.FindFirstValue(StampClaim)
            ? account : null;
    }

    internal Task EndAsync() => Http.SignOutAsync(Scheme);
}
