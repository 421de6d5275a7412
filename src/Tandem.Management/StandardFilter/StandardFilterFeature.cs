using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Ui;

namespace Tandem.Management.StandardFilter;

internal static class StandardFilterFeature
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    internal static void Add(IServiceCollection services) => services.AddScoped<ChosenStandard>();

    internal static void Map(IEndpointRouteBuilder app) => app.MapPost("/standard", ChooseAsync);

    // A preference of the browser and nothing else: no record, no right, nothing that a program would need.
    private static async Task<IResult> ChooseAsync(HttpContext http, ManagementOptions options, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        if (ChosenStandard.Known(form[ChosenStandard.Name]) is not { } chosen)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        http.Response.Cookies.Append(ChosenStandard.CookieName, chosen, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = options.BrowserUrl.Scheme == Uri.UriSchemeHttps,
            MaxAge = KeptFor,
            Path = "/",
            IsEssential = true,
        });
        return Results.LocalRedirect(Page.LocalOr(form["back"], "/"));
    }
}
