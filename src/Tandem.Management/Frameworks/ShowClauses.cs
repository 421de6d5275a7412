using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.StandardFilter;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Frameworks;

/// <summary>The clauses of both standards side by side: same process, extended, or in one only.</summary>
internal static class ShowClauses
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/clauses", (HttpRequest request, FrameworkCatalogue catalogue, TimeProvider time) => TableQuery.AnswerAsync(
            request, ClauseTable.Definition, catalogue.ClauseMappings.AsQueryable(), time,
            page => Page.Show<ClausesPage>(new { Table = page })));
        app.MapGet("/api/clauses", (FrameworkCatalogue catalogue, ChosenStandard chosen) => Results.Json(ClauseTable.Narrow(catalogue.ClauseMappings.AsQueryable(), chosen.Apply()).AsEnumerable().Select(mapping => new
        {
            source = mapping.Source?.Id.ToString(),
            target = mapping.Target.Id.ToString(),
            mapping.Relation,
            integration = mapping.IntegrationText,
            mapping.Approach,
        })))
            .WithSummary("Clauses of both standards side by side");
    }
}
