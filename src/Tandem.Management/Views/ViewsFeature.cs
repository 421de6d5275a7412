using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.History;
using Tandem.Management.Search;

namespace Tandem.Management.Views;

internal static class ViewsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<SaveView>();
        services.AddScoped<ChooseDefault>();
        services.AddScoped<ViewQueries>();
        services.AddScoped<TableViews>();
        services.AddSingleton(new PaletteAction("Views of tables", "bookmark", "/views", Permissions.Comment));
        services.AddSingleton(new RecordPage(SavedView.Type, key => $"/views/{key}"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        ViewEndpoints.Map(app);
        ViewApi.Map(app);
    }
}
