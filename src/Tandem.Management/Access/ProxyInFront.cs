using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Tandem.Management.Access;

/// <summary>What is true of a request when a proxy that ends TLS stands in front.</summary>
internal static class ProxyInFront
{
    internal static void UseProxyInFront(this IApplicationBuilder app, ManagementOptions options)
    {
        if (options.PublicUrl is not { } address)
            return;
        // The caller's address, for the limit on sign-in; believed only from a proxy on this machine.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
        // That browsers use https is what the options say, and no header can say otherwise.
        app.Use((http, next) =>
        {
            http.Request.Scheme = address.Scheme;
            return next(http);
        });
    }
}
