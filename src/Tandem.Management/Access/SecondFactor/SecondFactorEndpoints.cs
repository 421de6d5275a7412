using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access.Profile;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>The page of the own second factor; its forms work without JavaScript.</summary>
internal static class SecondFactorEndpoints
{
    private const string Path = "/account/second-factor";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpContext http, ChangeSecondFactor factor, CancellationToken cancellation) => ShowAsync(http, factor, FormErrors.None, null, cancellation));
        app.MapPost(Path, SwitchOnAsync).RequireRateLimiting(AccessFeature.SignInLimit);
        app.MapPost(Path + "/codes", RenewCodesAsync).RequireRateLimiting(AccessFeature.SignInLimit);
        app.MapPost(Path + "/off", SwitchOffAsync).RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> SwitchOnAsync(HttpContext http, ChangeSecondFactor factor, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var setUp = form["setUp"].ToString();
        var outcome = await factor.SwitchOnAsync(http, setUp, form["code"].ToString(), form["password"].ToString(), cancellation);
        return outcome.Errors.Any ? await ShowAsync(http, factor, outcome.Errors, setUp, cancellation) : Codes(outcome);
    }

    private static async Task<IResult> RenewCodesAsync(HttpContext http, ChangeSecondFactor factor, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var outcome = await factor.RenewCodesAsync(http, form["password"].ToString(), cancellation);
        return outcome.Errors.Any ? await ShowAsync(http, factor, outcome.Errors, null, cancellation) : Codes(outcome);
    }

    private static async Task<IResult> SwitchOffAsync(HttpContext http, ChangeSecondFactor factor, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var outcome = await factor.SwitchOffAsync(http, form["password"].ToString(), cancellation);
        return outcome.Errors.Any ? await ShowAsync(http, factor, outcome.Errors, null, cancellation) : Results.LocalRedirect($"/account?done={ProfileEndpoints.SecondFactorOff}");
    }

    // Not a redirect: the codes would have to be stored readable. The page is never cached.
    private static RazorComponentResult Codes(SecondFactorOutcome outcome) => Page.Show<RecoveryCodesPage>(new { Codes = outcome.RecoveryCodes });

    private static async Task<IResult> ShowAsync(HttpContext http, ChangeSecondFactor factor, FormErrors errors, string? setUp, CancellationToken cancellation)
    {
        var state = await factor.ReadAsync(http, cancellation);
        var offered = state.IsOn ? null : await factor.OfferAsync(http, setUp);
        return Page.Show<SecondFactorPage>(
            new { State = state, Offered = offered, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
