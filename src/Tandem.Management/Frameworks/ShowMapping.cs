using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Frameworks;

/// <summary>The pairs of Annex A controls of both standards.</summary>
internal static class ShowMapping
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/mapping", (HttpRequest request, FrameworkCatalogue catalogue, TimeProvider time) => TableQuery.AnswerAsync(
            request, MappingTable.Of(catalogue), catalogue.ControlMappings.AsQueryable(), time,
            page => Page.Show<MappingPage>(new { Table = page })));
        app.MapGet("/api/mapping", (FrameworkCatalogue catalogue) => Results.Json(catalogue.ControlMappings.Select(mapping => new
        {
            mapping.Id,
            source = mapping.Source.Id.ToString(),
            target = mapping.Target.Id.ToString(),
            mapping.Relation,
            mapping.Strength,
            mapping.Extends,
            mapping.Reuse,
            mapping.Rationale,
            mapping.Basis,
        })))
            .WithSummary("Pairs of controls of both standards");
    }
}
