using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Frameworks;
using Tandem.Management.History;
using Tandem.Management.Links.Tracing;
using Tandem.Management.Records;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.Links;

internal static class LinksFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<LinkEnds>();
        services.AddScoped<LinkQueries>();
        services.AddScoped<LinkRules>();
        services.AddScoped<AddLink>();
        services.AddScoped<EndLink>();
        services.AddScoped<TraceQueries>();
        services.AddSingleton(RecordPanel.Tab<LinksPanel>(null, 10, "links", "Links"));
        services.AddSingleton(RequirementPanel.Of<RequirementLinksPanel>(order: 20));
        services.AddSingleton(new RecordPage(Link.Type, key => $"/links/{key}"));
        services.AddSingleton(new RailEntry(RailGroup.Evidence, 80, "link", "Links", "/links"));
        services.AddSingleton(new PaletteAction("Export links (CSV)", "download", "/links?format=csv", Permissions.Read));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        LinkEndpoints.Map(app);
        LinkApi.Map(app);
        TraceEndpoints.Map(app);
    }
}
