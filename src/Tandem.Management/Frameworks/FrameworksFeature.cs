using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks.External;
using Tandem.Management.Frameworks.LicensedTexts;
using Tandem.Management.Frameworks.MappingDecisions;
using Tandem.Management.Frameworks.Uploads;
using Tandem.Management.History;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks;

internal static class FrameworksFeature
{
    /// <exception cref="FrameworkContentException">The content is damaged; the start stops here.</exception>
    internal static void Add(IServiceCollection services, ManagementOptions options)
    {
        services.AddSingleton(FrameworkLoader.Load(Path.Combine(options.ContentFolder, "frameworks")));
        services.AddSingleton(new RailEntry(RailGroup.Catalogue, 0, "list-details", "Requirements", "/catalogue"));
        services.AddSingleton(new RailEntry(RailGroup.Catalogue, 1, "arrows-sort", "Control mapping", "/mapping"));
        services.AddSingleton(new RailEntry(RailGroup.Catalogue, 2, "list-check", "Clauses side by side", "/clauses"));
        services.AddSingleton(new RailEntry(RailGroup.Catalogue, 3, "gavel", "Laws and frameworks", "/frameworks"));
        services.AddSingleton(new RailEntry(RailGroup.Catalogue, 9, "license", "Licensed text", LicensedTextEndpoints.Path));
        services.AddScoped<ISearchSource, RequirementHits>();
        services.AddScoped<ISearchSource, ProvisionHits>();
        services.AddScoped<MappingDecisionQueries>();
        services.AddScoped<DecideMapping>();
        services.AddScoped<LicensedTextQueries>();
        services.AddScoped<SaveLicensedText>();
        services.AddScoped<TakeLicensedTexts>();
        services.AddSingleton(new RecordPage(LicensedText.Type, key => "/catalogue/" + key.Replace(':', '/') + "#licensed-text"));
        services.AddScoped<IFigureSource, CatalogueFigures>();
        services.AddScoped<UploadQueries>();
        services.AddScoped<TakeFramework>();
        services.AddScoped<RetireFramework>();
        services.AddScoped<ISearchSource, PartHits>();
        services.AddSingleton(new RecordPage(UploadedFramework.Type, key => "/frameworks/uploaded/" + key));
        services.AddSingleton(new RecordPage(FrameworkEdition.Type, key => key.Split('/') is [var framework, var number] ? $"/frameworks/uploaded/{framework}?version={number}" : "/frameworks"));
        services.AddSingleton(new PaletteAction("Upload a framework", "upload", "/frameworks", Permissions.Manage));
        services.AddSingleton(new RecordPage(MappingDecision.Type, key => "/mapping/" + key));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        ShowCatalogue.Map(app);
        ShowRequirement.Map(app);
        MappingEndpoints.Map(app);
        LicensedTextEndpoints.Map(app);
        LicensedTextApi.Map(app);
        ShowClauses.Map(app);
        ShowFrameworks.Map(app);
        UploadEndpoints.Map(app);
        UploadApi.Map(app);
    }
}
