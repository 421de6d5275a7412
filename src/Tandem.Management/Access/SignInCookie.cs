using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access.Sessions;

namespace Tandem.Management.Access;

/// <summary>The cookie of a signed-in person, and what a request without one is answered.</summary>
internal static class SignInCookie
{
    private static readonly TimeSpan PendingLifetime = TimeSpan.FromMinutes(5);

    internal static void Configure(CookieAuthenticationOptions cookie, bool isHttps, TimeSpan longest)
    {
        cookie.Cookie.Name = isHttps ? "__Host-tandem" : "tandem";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        // Whether a session is live is asked of the session; the cookie is only never good for longer than one can be.
        cookie.ExpireTimeSpan = longest;
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = CheckAsync;
        cookie.Events.OnRedirectToLogin = AskToSignIn;
        cookie.Events.OnRedirectToAccessDenied = Refuse;
    }

    /// <summary>The cookie between the two steps of signing in.</summary>
    internal static void ConfigurePending(CookieAuthenticationOptions cookie, bool isHttps)
    {
        cookie.Cookie.Name = isHttps ? "__Host-tandem-step" : "tandem-step";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = PendingLifetime;
        cookie.SlidingExpiration = false;
    }

    /// <summary>INVARIANT (live session): whoever acts by a cookie acts by a session that is live now, with the roles that the account has now.</summary>
    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (context.Principal?.FindFirstValue(SessionToken.Claim) is { } token
            && await http.RequestServices.GetRequiredService<LiveSessions>().FindAsync(token, context.Scheme.Name, http.RequestAborted) is { } person)
            context.ReplacePrincipal(person);
        else
            // The cookie itself is left alone: another request may just have given this browser a new one.
            context.RejectPrincipal();
    }

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || !HttpMethods.IsGet(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        var address = QueryHelpers.AddQueryString("/sign-in", "returnUrl", request.Path + request.QueryString);
        // htmx follows a redirect silently and would put the sign-in page into a part of this one.
        if (request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = address;
        }
        else
        {
            context.Response.Redirect(address);
        }
        return Task.CompletedTask;
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
