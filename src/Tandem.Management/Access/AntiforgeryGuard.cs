using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access.Tokens;

namespace Tandem.Management.Access;

/// <summary>
/// Refuses every request that may change something and carries no valid antiforgery token. INVARIANT (no forged request): no endpoint is exempt; only a request by an
/// access token is, for which no cookie was looked at (<see cref="TokenHandler"/>).
/// </summary>
internal static class AntiforgeryGuard
{
    /// <summary>Header in which API clients and htmx send the token; forms send it as a field.</summary>
    internal const string HeaderName = "X-Tandem-Antiforgery";

    internal static void UseAntiforgeryGuard(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (!IsSafe(http.Request.Method) && !TokenGate.IsByToken(http))
        {
            var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                http.Items[typeof(AntiforgeryGuard)] = true;
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        }
        await next(http);
    });

    /// <summary>True when this request was refused here, so that the error page can say what helps.</summary>
    internal static bool Refused(HttpContext http) => http.Items.ContainsKey(typeof(AntiforgeryGuard));

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}
