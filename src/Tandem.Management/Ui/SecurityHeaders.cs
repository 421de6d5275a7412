using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Access.Accounts;

namespace Tandem.Management.Ui;

/// <summary>Headers of every answer, set when it starts, so that error pages carry them too.</summary>
internal static class SecurityHeaders
{
    // No 'unsafe-inline' and no nonce: everything is an external file of this site. Tabler's style sheet holds small images as data.
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    internal static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.ContentSecurityPolicy = ((HttpContext)state).GetEndpoint()?.Metadata.GetMetadata<SandboxedContent>() is null ? ContentSecurityPolicy : SandboxedContent.ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            // The address of a one-time link holds a secret: it is named to nobody, not even to this site's own files.
            headers["Referrer-Policy"] = HoldsASecret(((HttpContext)state).Request.Path) ? "no-referrer" : "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // What a page shows is for the signed-in person; only hashed files may be kept, and they set their own header.
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    // Routing takes large letters for small ones.
    private static bool HoldsASecret(PathString path) =>
        path.StartsWithSegments("/setup", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments(AccountLinks.Path, StringComparison.OrdinalIgnoreCase);
}
