using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.History;
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
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        GatewayEndpoints.Map(app);
        GatewayApi.Map(app);
    }
}
