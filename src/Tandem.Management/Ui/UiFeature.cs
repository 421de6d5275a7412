using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Ui.Tables.Paging;

namespace Tandem.Management.Ui;

internal static class UiFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.ConfigureHttpJsonOptions(json => JsonBodies.Configure(json.SerializerOptions));
        // So that the answer can say what is wrong with a body (ErrorAnswers).
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddScoped<LoadingTurn>();
        services.AddSingleton<AssetUrls>();
        services.AddSingleton<KeptCounts>();
        services.AddScoped<TableCounts>();
        services.AddSingleton(new RailEntry(RailGroup.Home, 0, "home", "Home", "/"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/", ShowHome.HandleAsync).AllowGuests();
        app.MapGet("/health/live", static () => Results.Text("alive\n")).AllowAnonymous();
        // Plain-text pages and old browsers ask for it whatever the page says.
        app.MapGet("/favicon.ico", static (AssetUrls assets) => Results.LocalRedirect(assets["favicon.svg"], permanent: false)).AllowAnonymous();
    }
}
