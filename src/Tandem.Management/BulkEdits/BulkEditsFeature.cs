using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

internal static class BulkEditsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<ChosenRows>();
        services.AddScoped<ResolveBulkChange>();
        services.AddScoped<PreviewBulkEdit>();
        services.AddScoped<RunBulkEdit>();
        services.AddScoped<ApplyBulkEdit>();
        services.AddScoped<UndoBulkEdit>();
        services.AddSingleton(new RailEntry(RailGroup.Evidence, 92, "checks", "Bulk edits", BulkEditsEndpoints.Path));
        services.AddSingleton(new RecordPage(BulkEdit.Type, BulkEditsEndpoints.PathOf));
    }

    internal static void Map(IEndpointRouteBuilder app) => BulkEditsEndpoints.Map(app);
}
