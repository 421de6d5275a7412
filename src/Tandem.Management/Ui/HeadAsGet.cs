using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Ui;

/// <summary>HEAD is GET without the content (RFC 9110 section 9.3.2): every page, export and interface answers it, because none of them has to know.</summary>
internal static class HeadAsGet
{
    internal static void UseHeadAsGet(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }
        var body = http.Response.Body;
        http.Request.Method = HttpMethods.Get;
        http.Response.Body = Stream.Null;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
            http.Request.Method = HttpMethods.Head;
        }
    });
}
