using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.MyWork;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Context;

internal static class ContextFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddRegister(ContextIssueRegister.Definition, RailGroup.Context, order: 10);
        services.AddScoped<IHomeTileSource, ContextIssueTiles>();
        services.AddScoped<IWorkSource, ContextIssueWork>();
    }

    internal static void Map(IEndpointRouteBuilder app) => app.MapRegister(ContextIssueRegister.Definition);
}
