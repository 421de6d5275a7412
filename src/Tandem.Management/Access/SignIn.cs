using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Access.OpenIdConnect;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Ui;

namespace Tandem.Management.Access;

/// <summary>Signs a person in by e-mail address and password. The answer never tells whether an account exists, is locked, or what was wrong.</summary>
internal static class SignIn
{
    private const string Refusal = "e-mail address or password is not right, or the account is locked for some minutes; try again later";

    private static readonly TimeSpan RefusalStep = TimeSpan.FromMilliseconds(500);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", Show).AllowAnonymous();
        app.MapPost("/sign-in", HandleAsync).AllowAnonymous().RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static IResult Show(CurrentUser user, ManagementOptions options, string? returnUrl, string? refused)
    {
        var errors = ProviderRefusalWords.Explain(refused, options.SignInProvider);
        // Who is signed in already wanted to link the account.
        if (user.IsSignedIn)
            return Results.LocalRedirect(errors.Any ? $"{LinkProvider.Path}?refused={refused}" : Page.LocalOr(returnUrl, "/"));
        return Page.Show<SignInPage>(new { ReturnUrl = returnUrl, Errors = errors });
    }

    private static async Task<IResult> HandleAsync(
        HttpRequest request, UserManager<Account> users, SignInManager<Account> signIn, GiveSession session, PendingSignIn pending, SignInTurns turns, DecoyPassword decoy, TimeProvider time, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        var form = await request.ReadFormAsync(cancellation);
        var email = form["email"].ToString().Trim();
        var password = form["password"].ToString();
        var returnUrl = form["returnUrl"].ToString();
        if (await turns.TakeAsync(email, () => TryAsync(email, password, users, signIn, decoy), cancellation) is { } account
            && await session.MayBeginAsync(account, SignInMethods.Password))
        {
            if (account.TwoFactorEnabled)
            {
                await pending.BeginAsync(account, SignInMethods.PasswordAndCode);
                return Results.LocalRedirect(QueryHelpers.AddQueryString(SignInByCode.Path, "returnUrl", Page.LocalOr(returnUrl, "/")));
            }
            if (await session.BeginAsync(account, SignInMethods.Password))
                return Results.LocalRedirect(Page.LocalOr(returnUrl, "/"));
        }
        // Counting a wrong password takes longer than finding no account: refusals leave at full steps of time only.
        await Task.Delay(TimeSpan.FromTicks(RefusalStep.Ticks - (time.GetElapsedTime(since).Ticks % RefusalStep.Ticks)), time, cancellation);
        return Refuse(email, returnUrl);
    }

    /// <summary>The account whose password this is; null when it is not, or the account is locked.</summary>
    private static async Task<Account?> TryAsync(string email, string password, UserManager<Account> users, SignInManager<Account> signIn, DecoyPassword decoy)
    {
        var account = email.Length is > 0 and <= 256 && password.Length <= PasswordRules.MaximumLength ? await users.FindByEmailAsync(email) : null;
        if (account is null or { DisabledAt: not null } || await users.IsLockedOutAsync(account))
        {
            decoy.Verify(users, password.Length <= PasswordRules.MaximumLength ? password : "");
            return null;
        }
        return (await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded ? account : null;
    }

    private static RazorComponentResult Refuse(string email, string returnUrl) => Page.Show<SignInPage>(
        new { Email = email, ReturnUrl = returnUrl, Errors = new FormErrors().Add("", Refusal) }, StatusCodes.Status422UnprocessableEntity);
}
