using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Evidence.Revisions;
using Tandem.Management.Evidence.Suitability;
using Tandem.Management.History;
using Tandem.Management.MyWork;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence;

internal static class EvidenceFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddRegister(EvidenceRegister.Definition, RailGroup.Evidence, order: 10);
        services.AddScoped<AddRevision>();
        services.AddScoped<EvidenceCitations>();
        services.AddScoped<SuitabilityReader>();
        services.AddSingleton(SuitabilityReader.Rule);
        services.AddSingleton(RecordPanel.Main<RevisionsPanel>(EvidenceItem.Type, 0) with { IsForGuests = true });
        services.AddSingleton(new RecordPage(EvidenceRevision.Type, key => EvidenceRegister.Definition.PathOf(key.Split('/')[0])));
        services.AddScoped<IHomeTileSource, EvidenceTiles>();
        services.AddScoped<IWorkSource, EvidenceWork>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        // Before the register, whose addresses take any key.
        RevisionEndpoints.Map(app);
        app.MapRegister(EvidenceRegister.Definition);
    }
}
