using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Approvals;
using Tandem.Management.MyWork;
using Tandem.Management.Records;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

internal static class AiSystemsFeature
{
    /// <param name="Systems">AI systems in the file.</param>
    /// <param name="File">Its name, in the folder that management and gateway exchange files by.</param>
    internal sealed record WrittenInventory(int Systems, string File);

    internal static void Add(IServiceCollection services)
    {
        services.AddRegister(AiSystemRegister.Definition, RailGroup.AiAndAssets, order: 0);
        services.AddSingleton(new ApprovalPurpose(AiSystem.Type, Lifecycle.Use, "for use"));
        services.AddSingleton(RecordPanel.List<InventoryNote>(AiSystem.Type, 0));
        services.AddSingleton(new PaletteAction("Export inventory for the next policy bundle", "download", "/ai-systems#inventory", Permissions.Edit));
        services.AddScoped<AiSystemQueries>();
        services.AddSingleton<InventoryExport>();
        services.AddHostedService(provider => provider.GetRequiredService<InventoryExport>());
        services.AddScoped<IHomeTileSource, AiSystemTiles>();
        services.AddSingleton(HomePanel.Of<AiSystemChartsPanel>(order: 10));
        services.AddScoped<IWorkSource, AiSystemWork>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        // Before the register, whose addresses take any key.
        app.MapPost("/ai-systems/inventory", ExportInventoryAsync).RequireAuthorization(Permissions.Edit);
        app.MapPost("/api/inventory", ExportInventoryByApiAsync).RequireAuthorization(Permissions.Edit)
            .WithSummary("Write the inventory for the next policy bundle").Produces<WrittenInventory>();
        app.MapRegister(AiSystemRegister.Definition);
    }

    private static async Task<IResult> ExportInventoryAsync(InventoryExport inventory, CancellationToken cancellation)
    {
        await inventory.WriteAsync(cancellation);
        return Results.LocalRedirect("/ai-systems");
    }

    private static async Task<IResult> ExportInventoryByApiAsync(InventoryExport inventory, CancellationToken cancellation) =>
        Results.Ok(new WrittenInventory(await inventory.WriteAsync(cancellation), Path.GetFileName(inventory.File)));
}
