using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Management.Access.Tokens;

/// <summary>
/// The one place that holds each request with a token against the token's scopes. INVARIANT (fail closed): an endpoint that changes something and names no
/// permission, or one that no scope holds, is closed to tokens; so is the own account, where credentials are made.
/// </summary>
internal static class TokenGate
{
    private static readonly string[] ForPeopleOnly = ["/api/account", "/api/antiforgery"];

    internal static void UseTokenGate(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (IsByToken(http) && Refusal(http) is { } refusal)
            await refusal.ExecuteAsync(http);
        else
            await next(http);
    });

    /// <summary>True when the person of the request acts by a token.</summary>
    internal static bool IsByToken(HttpContext http) => http.User.Identity?.AuthenticationType == TokenHandler.SchemeName;

    private static IResult? Refusal(HttpContext http)
    {
        var services = http.RequestServices;
        var token = services.GetRequiredService<CurrentUser>().TokenId ?? throw new InvalidOperationException("a token's principal has no token");
        if (!services.GetRequiredService<TokenLimits>().TryRequest(token))
        {
            http.Response.Headers.RetryAfter = "60";
            return Results.Problem(title: "too many requests", detail: "this token had its share of this minute; wait, then go on", statusCode: StatusCodes.Status429TooManyRequests);
        }
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
            return null; // nothing is there, and that is what it is answered
        if (ForPeopleOnly.Any(path => new PathString("/" + endpoint.RoutePattern.RawText?.TrimStart('/')).StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
            return Forbidden(http, "tokens are not taken here; this is for the person, signed in", scope: null);
        var missing = Scopes(http, endpoint).FirstOrDefault(scope => scope is null || !http.User.HasClaim(TokenScopes.Claim, scope), defaultValue: "");
        return missing switch
        {
            "" => null,
            null => Forbidden(http, "no token reaches this; it is for the person, signed in", scope: null),
            _ => Forbidden(http, $"this token lacks the scope `{missing}`; create one that has it at /account/tokens", missing),
        };
    }

    // Null stands for what no token reaches.
    private static IEnumerable<string?> Scopes(HttpContext http, RouteEndpoint endpoint)
    {
        var permissions = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToList();
        if (permissions.Count == 0)
            return [HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? TokenScopes.Read : endpoint.Metadata.GetMetadata<TokenScope>()?.Scope];
        return permissions.Select(TokenScopes.Of);
    }

    private static IResult Forbidden(HttpContext http, string detail, string? scope)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"" + (scope is null ? "" : $", scope=\"{scope}\"");
        return Results.Problem(title: "the token does not allow this", detail: detail, statusCode: StatusCodes.Status403Forbidden);
    }
}

/// <summary>Mark of an endpoint that changes something, asks for no permission of its own and may be used with this scope.</summary>
internal sealed record TokenScope(string Scope);
