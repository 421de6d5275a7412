using System.Text.Json;
using System.Text.Json.Serialization;
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
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.Converters.Add(new JsonText());
        });
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
