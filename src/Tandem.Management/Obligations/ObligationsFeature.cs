using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.MyWork;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Obligations;

internal static class ObligationsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddRegister(ObligationRegister.Definition, RailGroup.Context, order: 20);
        services.AddScoped<IHomeTileSource, ObligationTiles>();
        services.AddScoped<IWorkSource, ObligationWork>();
    }

    internal static void Map(IEndpointRouteBuilder app) => app.MapRegister(ObligationRegister.Definition);
}
