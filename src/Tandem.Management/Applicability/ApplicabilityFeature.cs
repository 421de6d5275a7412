using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.History;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

internal static class ApplicabilityFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<StatementQueries>();
        services.AddScoped<DecideRow>();
        services.AddScoped<IHomeTileSource, StatementTiles>();
        services.AddSingleton(new RailEntry(RailGroup.Controls, 0, "clipboard-check", "Statement of applicability", "/statement-of-applicability"));
        services.AddSingleton(new PaletteAction("Export the statement of applicability (XLSX)", "download", "/statement-of-applicability?format=xlsx", Permissions.Read));
        services.AddSingleton(new RecordPage(StatementEntry.Type, key => "/statement-of-applicability/" + key.Replace(':', '/')));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        StatementEndpoints.Map(app);
        StatementApi.Map(app);
    }
}
