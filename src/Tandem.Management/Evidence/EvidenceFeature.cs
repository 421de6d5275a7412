using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Controls;
using Tandem.Management.Controls.Claims;
using Tandem.Management.Controls.Instances;
using Tandem.Management.Evidence.Coverage;
using Tandem.Management.Evidence.Requests;
using Tandem.Management.Evidence.Revisions;
using Tandem.Management.Evidence.Suitability;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks;
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
        services.AddRegister(RequestRegister.Definition, RailGroup.Evidence, order: 12);
        services.AddSingleton(new RailEntry(RailGroup.Evidence, 14, "alert-triangle", "Missing evidence", EvidenceRegister.Path + "/gaps"));
        services.AddScoped<LinkedEvidenceReader>();
        services.AddScoped<EvidenceGaps>();
        services.AddScoped<IFigureSource, EvidenceFigures>();
        foreach (var (type, order) in new[] { (Control.Type, 10), (ControlClaim.Type, 0), (ControlInstance.Type, 0) })
            services.AddSingleton(RecordPanel.Main<EvidencePanel>(type, order));
        services.AddSingleton(RequirementPanel.Of<RequirementEvidencePanel>(order: 15));
        services.AddSingleton(RecordPanel.Main<RequestPanel>(EvidenceRequest.Type, 0));
        services.AddScoped<IWorkSource, RequestWork>();
        services.AddSingleton(RecordPanel.Main<RevisionsPanel>(EvidenceItem.Type, 0) with { IsForGuests = true });
        services.AddSingleton(new RecordPage(EvidenceRevision.Type, key => EvidenceRegister.Definition.PathOf(key.Split('/')[0])));
        services.AddScoped<IHomeTileSource, EvidenceTiles>();
        services.AddScoped<IWorkSource, EvidenceWork>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        // Before the registers, whose addresses take any key.
        RevisionEndpoints.Map(app);
        GapEndpoints.Map(app);
        AnswerEndpoints.Map(app);
        app.MapRegister(RequestRegister.Definition);
        app.MapRegister(EvidenceRegister.Definition);
    }
}
