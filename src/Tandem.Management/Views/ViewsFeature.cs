using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.History;

namespace Tandem.Management.Views;

internal static class ViewsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<SaveView>();
        services.AddScoped<ChooseDefault>();
        services.AddScoped<ViewQueries>();
        services.AddScoped<TableViews>();
        services.AddSingleton(new RecordPage(SavedView.Type, key => $"/views/{key}"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        ViewEndpoints.Map(app);
        ViewApi.Map(app);
    }
}
