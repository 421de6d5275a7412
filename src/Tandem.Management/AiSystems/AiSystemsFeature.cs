using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

internal static class AiSystemsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<AiSystemQueries>();
        services.AddScoped<CreateAiSystem>();
        services.AddScoped<EditAiSystem>();
        services.AddScoped<ArchiveAiSystem>();
        services.AddSingleton<InventoryExport>();
        services.AddScoped<IHomeTileSource, AiSystemTiles>();
        services.AddSingleton(new RailEntry(RailGroup.AiAndAssets, 0, "robot", "AI systems", "/ai-systems"));
        services.AddSingleton(new RecordPage(AiSystem.Type, key => $"/ai-systems/{key}"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        AiSystemEndpoints.Map(app);
        AiSystemApi.Map(app);
    }
}
