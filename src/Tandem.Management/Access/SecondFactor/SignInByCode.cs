using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>The second step of signing in. The session's cookie is given only after it when the second factor is on.</summary>
internal static class SignInByCode
{
    internal const string Path = "/sign-in/code";

    private const string Refusal = "this code is not right, was used already, or the account is locked for some minutes; wait for the next code";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowAsync).AllowAnonymous();
        app.MapPost(Path, HandleAsync).AllowAnonymous().RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> ShowAsync(PendingSignIn pending, string? returnUrl) =>
        await pending.FindAsync() is null ? Results.LocalRedirect("/sign-in") : Page.Show<SecondStepPage>(new { ReturnUrl = returnUrl });

    private static async Task<IResult> HandleAsync(
        HttpRequest request, PendingSignIn pending, SecondStep step, GiveSession session, SignInTurns turns, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var returnUrl = form["returnUrl"].ToString();
        var code = form["code"].ToString();
        if (await pending.FindAsync() is not var (account, method))
            return Results.LocalRedirect("/sign-in");
        if (code.Length > 64 || !await turns.TakeAsync(account.Email!, () => step.TakeAsync(account, code, cancellation), cancellation))
            return Refuse(returnUrl);
        await pending.EndAsync();
        return await session.BeginAsync(account, method) ? Results.LocalRedirect(Page.LocalOr(returnUrl, "/")) : Refuse(returnUrl);
    }

    private static RazorComponentResult Refuse(string returnUrl) =>
        Page.Show<SecondStepPage>(new { ReturnUrl = returnUrl, Errors = new FormErrors().Add("", Refusal) }, StatusCodes.Status422UnprocessableEntity);
}
