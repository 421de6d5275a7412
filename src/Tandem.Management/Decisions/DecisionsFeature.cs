using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.AiSystems;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Decisions.Indexing;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.Decisions;

internal static class DecisionsFeature
{
    internal static void Add(IServiceCollection services, ManagementOptions options)
    {
        services.AddSingleton<GatewayLog>();
        services.AddSingleton<MinimumFieldSets>();
        services.AddSingleton(provider => new DecisionIndexStore(Path.Combine(options.DataFolder, "decisions.db"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DecisionIndexReader>();
        services.AddSingleton<DecisionIndexService>();
        services.AddHostedService(provider => provider.GetRequiredService<DecisionIndexService>());
        services.AddSingleton<VerificationSchedule>();
        services.AddSingleton<LatestVerification>();
        services.AddSingleton<LogVerifier>();
        services.AddHostedService<VerificationService>();
        services.AddSingleton<LiveEvidenceReader>();
        services.AddSingleton<RecordReading>();
        services.AddScoped<IHomeTileSource, DecisionTiles>();
        services.AddScoped<IFigureSource, DecisionFigures>();
        services.AddSingleton<HourlyDecisions>();
        services.AddSingleton(HomePanel.Of<DecisionsPerHourPanel>(order: 50));
        services.AddSingleton(RecordPanel.Side<AiSystemTrafficPanel>(AiSystem.Type, 0));
        services.AddSingleton(RequirementPanel.Of<RuntimeEvidencePanel>(order: 0));
        services.AddSingleton(new RecordPage(VerificationRun.Type, _ => "/decisions/verification"));
        services.AddSingleton(new RailEntry(RailGroup.Evidence, 0, "timeline", "Decisions", "/decisions"));
        services.AddSingleton(new RailEntry(RailGroup.Evidence, 5, "list-details", "Run-time evidence", "/runtime-evidence"));
        services.AddScoped<ISearchSource, DecisionHits>();
        services.AddSingleton(new PaletteAction("Verify the gateway's log", "shield-check", "/decisions/verification", Permissions.Read));
        services.AddSingleton(new PaletteAction("Export decisions (CSV)", "download", "/decisions?format=csv", Permissions.Read));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        ShowDecisions.Map(app);
        VerifyLog.Map(app);
        ShowRuntimeEvidence.Map(app);
        ShowDecision.Map(app);
    }
}
