using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Management.Access;

/// <summary>The cookie of a signed-in person, and what a request without one is answered.</summary>
internal static class SignInCookie
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private static readonly TimeSpan PendingLifetime = TimeSpan.FromMinutes(5);

    internal static void Configure(CookieAuthenticationOptions cookie, bool isHttps)
    {
        cookie.Cookie.Name = isHttps ? "__Host-tandem" : "tandem";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Lifetime;
        cookie.SlidingExpiration = true;
        var validate = cookie.Events.OnValidatePrincipal;
        cookie.Events.OnValidatePrincipal = context => RefuseEndedAsync(context, validate);
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

    private static Task RefuseEndedAsync(CookieValidatePrincipalContext context, Func<CookieValidatePrincipalContext, Task> validate)
    {
        if (context.Principal is { } user && context.HttpContext.RequestServices.GetRequiredService<EndedSessions>().Contains(user))
        {
            context.RejectPrincipal();
            return Task.CompletedTask;
        }
        return validate(context);
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
