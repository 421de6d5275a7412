using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Passkeys;

/// <summary>Signs a person in by a passkey alone: the authenticator checked who holds it, so it counts as both factors. The answer never tells what was wrong.</summary>
internal sealed class SignInByPasskey(
    TandemDbContext db, UserManager<Account> users, IPasskeyHandler<Account> handler, OneTimeState challenges, SignInTurns turns, ChangeContext change, TimeProvider time)
{
    internal const string Path = "/sign-in/passkey";

    private const string Purpose = "sign in";

    private const string Refusal = "this passkey is not one of an account here, took too long, or the account is locked for some minutes; try again or use your password";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Path + "/challenge", (HttpContext http, SignInByPasskey passkey) => passkey.BeginAsync(http)).AllowAnonymous();
        app.MapPost(Path, HandleAsync).AllowAnonymous().RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> HandleAsync(HttpContext http, SignInByPasskey passkey, GiveSession session, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var returnUrl = form["returnUrl"].ToString();
        return await passkey.TryAsync(http, form["credential"].ToString(), cancellation) is { } account && await session.BeginAsync(account, SignInMethods.Passkey)
            ? Results.LocalRedirect(Page.LocalOr(returnUrl, "/"))
            : Page.Show<SignInPage>(new { ReturnUrl = returnUrl, Errors = new FormErrors().Add("", Refusal) }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Options for the browser. They name no account: the authenticator knows whose passkeys it holds, and a stranger learns nothing.</summary>
    private async Task<IResult> BeginAsync(HttpContext http)
    {
        var offer = await handler.MakeRequestOptionsAsync(null, http);
        challenges.Begin(http, Purpose, offer.AssertionState!);
        return Results.Text(offer.RequestOptionsJson, "application/json");
    }

    /// <summary>The account whose passkey answered this browser's challenge; null when there is none, or it is locked.</summary>
    private async Task<Account?> TryAsync(HttpContext http, string answer, CancellationToken cancellation)
    {
        if (answer.Length is 0 or > AddPasskey.MaximumAnswerLength || await challenges.TakeAsync(http, Purpose, cancellation) is not { } state)
            return null;
        // Nothing wrong counts towards the lock-out: there is nothing to guess, and whoever knows an account's id could lock it.
        var result = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = answer, AssertionState = state });
        return result.Succeeded && await turns.TakeAsync(result.User.Email!, () => UseAsync(result.User, result.Passkey, cancellation), cancellation) ? result.User : null;
    }

    private async Task<bool> UseAsync(Account account, UserPasskeyInfo used, CancellationToken cancellation)
    {
        await db.Entry(account).ReloadAsync(cancellation);
        var own = db.UserPasskeys.Where(p => p.CredentialId == used.CredentialId && p.UserId == account.Id);
        // While this one waited for its turn, the passkey may have been removed, or used by a copy of the authenticator.
        if (await users.IsLockedOutAsync(account) || await own.AsNoTracking().FirstOrDefaultAsync(cancellation) is not { } stored || IsCounterStale(used.SignCount, stored.Data.SignCount))
            return false;
        var passkey = await own.SingleAsync(cancellation);
        (passkey.Data.SignCount, passkey.Data.IsBackedUp) = (used.SignCount, used.IsBackedUp);
        db.Entry(passkey).Property(PasskeyColumns.LastUsedAt).CurrentValue = time.GetUtcNow();
        change.ActAs(account.Id, account.DisplayName);
        change.Reason = "signed in with a passkey";
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    // WebAuthn section 7.2: counters that stand at zero are not kept.
    private static bool IsCounterStale(uint used, uint stored) => used <= stored && (used, stored) != (0, 0);
}
