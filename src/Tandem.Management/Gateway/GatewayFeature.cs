using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.History;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.Gateway;

internal static class GatewayFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddSingleton<OperationsClient>();
        services.AddScoped<ChangeCallers>();
        services.AddSingleton(new RecordPage(GatewayAction.Type, _ => "/gateway"));
        services.AddSingleton(new RailEntry(RailGroup.Gateway, 0, "route", "Gateway", "/gateway"));
        services.AddSingleton(new PaletteAction("New key for an application of the gateway", "key", "/gateway", Permissions.Manage));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        GatewayEndpoints.Map(app);
        GatewayApi.Map(app);
    }
}
