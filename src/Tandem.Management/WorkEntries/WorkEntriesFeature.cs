using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Figures;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.WorkEntries;

internal static class WorkEntriesFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<WorkRights>();
        services.AddScoped<WorkSubject>();
        services.AddScoped<SaveWork>();
        services.AddScoped<WorkQueries>();
        services.AddScoped<IFigureSource, WorkFigures>();
        services.AddSingleton(new RailEntry(RailGroup.Operate, 40, "clock", "Work entries", "/work-entries"));
        services.AddSingleton(new RecordPage(WorkEntry.Type, key => $"/work-entries/{Uri.EscapeDataString(key)}"));
        services.AddSingleton(RecordPanel.Tab<WorkOfRecordPanel>(recordType: null, 30, "work", "Work"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        WorkEndpoints.Map(app);
        WorkApi.Map(app);
    }
}
