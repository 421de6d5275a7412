using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Frameworks;

/// <summary>The pairs of Annex A controls of both standards.</summary>
internal static class ShowMapping
{
    /// <summary>A control of one standard and one of the other.</summary>
    internal sealed record Pair(string Id, string Source, string Target, string Relation, int Strength, bool Extends, string Reuse, string Rationale, IReadOnlyList<string> Basis);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/mapping", (HttpRequest request, FrameworkCatalogue catalogue, TimeProvider time) => TableQuery.AnswerAsync(
            request, MappingTable.Of(catalogue), catalogue.ControlMappings.AsQueryable(), time,
            page => Page.Show<MappingPage>(new { Table = page })));
        app.MapGet("/api/mapping", (FrameworkCatalogue catalogue) => Results.Json(catalogue.ControlMappings.Select(mapping =>
            new Pair(mapping.Id, mapping.Source.Id.ToString(), mapping.Target.Id.ToString(), mapping.Relation, mapping.Strength, mapping.Extends, mapping.Reuse, mapping.Rationale, mapping.Basis))))
            .WithSummary("Pairs of controls of both standards").Produces<IReadOnlyList<Pair>>();
    }
}
