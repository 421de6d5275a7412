using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>The addresses of signing in at the provider, and the page on which a person links the own account. They exist only where a provider is set.</summary>
internal static class ProviderEndpoints
{
    internal const string SignInPath = "/sign-in/provider";
    internal const string ContinuePath = LinkProvider.Path + "/continue";

    internal const string Undone = "undone";

    internal static void Map(IEndpointRouteBuilder app)
    {
        // A link and no form: browsers apply `form-action` of the content security policy to where a form's answer leads.
        app.MapGet(SignInPath, (HttpContext http, string? returnUrl, ILogger<ProviderEvents> logger) =>
            ChallengeAsync(http, new() { RedirectUri = Page.LocalOr(returnUrl, "/") }, logger)).AllowAnonymous();
        // The authentication handler answers before this; the endpoint is there for the limit on attempts.
        app.MapGet(ProviderHandler.CallbackPath, () => Results.NotFound()).AllowAnonymous().RequireRateLimiting(AccessFeature.SignInLimit);

        app.MapGet(LinkProvider.Path, async (HttpContext http, string? done, string? refused, LinkProvider link, SignInProvider provider) =>
            await ShowAsync(http, link, done, ProviderRefusalWords.Explain(refused, provider)));
        app.MapPost(LinkProvider.Path, BeginAsync).RequireRateLimiting(AccessFeature.SignInLimit);
        app.MapGet(ContinuePath, GoOnAsync);
        app.MapPost(LinkProvider.Path + "/undo", UndoAsync).RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> ChallengeAsync(HttpContext http, AuthenticationProperties properties, ILogger logger)
    {
        try
        {
            await http.ChallengeAsync(ProviderHandler.SchemeName, properties);
        }
        catch (ProviderException refused)
        {
            ProviderLog.Refused(logger, refused.Refusal, refused.Message);
            ProviderEvents.Refuse(http, refused.Refusal);
        }
        return Results.Empty;
    }

    private static async Task<IResult> BeginAsync(HttpContext http, LinkProvider link, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var errors = await link.BeginAsync(http, form["password"].ToString(), cancellation);
        return errors.Any ? await ShowAsync(http, link, done: null, errors) : Page.Show<ContinuePage>();
    }

    private static async Task<IResult> GoOnAsync(HttpContext http, LinkProvider link, ILogger<ProviderEvents> logger, CancellationToken cancellation) =>
        await link.GoOnAsync(http, cancellation) is { } properties ? await ChallengeAsync(http, properties, logger) : Results.LocalRedirect(LinkProvider.Path);

    private static async Task<IResult> UndoAsync(HttpContext http, LinkProvider link, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var errors = await link.UndoAsync(http, form["password"].ToString(), cancellation);
        return errors.Any ? await ShowAsync(http, link, done: null, errors) : Results.LocalRedirect($"{LinkProvider.Path}?done={Undone}");
    }

    private static async Task<RazorComponentResult> ShowAsync(HttpContext http, LinkProvider link, string? done, FormErrors errors) => Page.Show<ProviderPage>(
        new { IsLinked = await link.IsLinkedAsync(http), Done = done, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
