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
        if (Needed(http.Request.Method, endpoint.RoutePattern.RawText ?? "", endpoint.Metadata) is not { } needed)
            return Forbidden(http, "no token reaches this; it is for the person, signed in", scope: null);
        return needed.FirstOrDefault(scope => !http.User.HasClaim(TokenScopes.Claim, scope)) is { } missing
            ? Forbidden(http, $"this token lacks the scope `{missing}`; create one that has it at /account/tokens", missing) : null;
    }

    /// <summary>Scopes that an endpoint asks of a token; null when it takes none.</summary>
    /// <param name="method">How it is called.</param>
    /// <param name="pattern">Its address, as it is mapped.</param>
    /// <param name="metadata">What is known of it.</param>
    internal static IReadOnlyList<string>? Needed(string method, string pattern, IEnumerable<object> metadata)
    {
        if (ForPeopleOnly.Any(path => new PathString("/" + pattern.TrimStart('/')).StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
            return null;
        var known = metadata.ToList();
        var permissions = known.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToList();
        if (permissions.Count == 0)
            return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? [TokenScopes.Read] : known.OfType<TokenScope>().LastOrDefault() is { } marked ? [marked.Scope] : null;
        var scopes = permissions.ConvertAll(TokenScopes.Of);
        return scopes.Contains(null) ? null : [.. scopes.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static IResult Forbidden(HttpContext http, string detail, string? scope)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"" + (scope is null ? "" : $", scope=\"{scope}\"");
        return Results.Problem(title: "the token does not allow this", detail: detail, statusCode: StatusCodes.Status403Forbidden);
    }
}

/// <summary>Mark of an endpoint that changes something, asks for no permission of its own and may be used with this scope.</summary>
internal sealed record TokenScope(string Scope);
