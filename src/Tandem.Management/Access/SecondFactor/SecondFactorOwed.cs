using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>
/// Leads a person whose role must have a second factor to set one up before anything else. INVARIANT (no way round): a session that began by a password alone reaches
/// nothing but that. Who has a passkey must sign in with it: whoever only knows the password cannot add a factor of the own.
/// </summary>
internal static class SecondFactorOwed
{
    internal const string Path = "/account/second-factor-owed";

    private static readonly string[] AlwaysOpen = [Path, "/sign-out", "/api/antiforgery"];

    private static readonly string[] SetUp = ["/account/second-factor", "/api/account/second-factor", "/account/passkeys", "/api/account/passkeys"];

    internal static void UseSecondFactorOwed(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && await IsOwedAsync(http, endpoint))
            await AnswerAsync(http);
        else
            await next(http);
    });

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Path, (CurrentUser user) => user.HasSecondFactor ? Results.LocalRedirect("/") : Page.Show<SecondFactorOwedPage>(new { MustUsePasskey = user.HasPasskey }));

    private static async Task<bool> IsOwedAsync(HttpContext http, RouteEndpoint endpoint)
    {
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        if (user.SessionId is null || user.HasSecondFactor || user.SignedInBy is SignInMethods.Passkey or SignInMethods.Provider or SignInMethods.ProviderAndCode)
            return false;
        if (IsBelow(endpoint, AlwaysOpen) || (!user.HasPasskey && IsBelow(endpoint, SetUp)))
            return false;
        var roles = await http.RequestServices.GetRequiredService<SecondFactorRules>().ReadAsync(http.RequestAborted);
        return user.Roles.Any(roles.Contains);
    }

    private static bool IsBelow(RouteEndpoint endpoint, string[] paths) =>
        Array.Exists(paths, path => new PathString("/" + endpoint.RoutePattern.RawText?.TrimStart('/')).StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static Task AnswerAsync(HttpContext http)
    {
        var isPage = !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        if (isPage && !http.Request.Headers.ContainsKey("HX-Request"))
        {
            http.Response.Redirect(Path);
            return Task.CompletedTask;
        }
        if (isPage)
            http.Response.Headers["HX-Redirect"] = Path;
        return Results.Problem(title: "a second factor is owed", detail: $"a role of yours must have a second factor; set it up first at {Path}", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
    }
}
