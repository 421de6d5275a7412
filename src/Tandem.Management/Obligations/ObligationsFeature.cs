using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Obligations;

internal static class ObligationsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddRegister(ObligationRegister.Definition, RailGroup.Context, order: 20);
    }

    internal static void Map(IEndpointRouteBuilder app) => app.MapRegister(ObligationRegister.Definition);
}
