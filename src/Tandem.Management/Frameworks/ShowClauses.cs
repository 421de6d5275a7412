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
    /// <summary>A clause of ISO/IEC 42001 and what it is in ISO/IEC 27001; `source` is null where that has none.</summary>
    internal sealed record Pair(string? Source, string Target, string Relation, string Integration, string Approach);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/clauses", (HttpRequest request, FrameworkCatalogue catalogue, TimeProvider time) => TableQuery.AnswerAsync(
            request, ClauseTable.Definition, catalogue.ClauseMappings.AsQueryable(), time,
            page => Page.Show<ClausesPage>(new { Table = page })));
        app.MapGet("/api/clauses", (FrameworkCatalogue catalogue, ChosenStandard chosen) => Results.Json(ClauseTable.Narrow(catalogue.ClauseMappings.AsQueryable(), chosen.Apply()).AsEnumerable().Select(mapping =>
            new Pair(mapping.Source?.Id.ToString(), mapping.Target.Id.ToString(), mapping.Relation, mapping.IntegrationText, mapping.Approach))))
            .WithSummary("Clauses of both standards side by side").Produces<IReadOnlyList<Pair>>();
    }
}
