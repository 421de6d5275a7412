using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Frameworks;
using Tandem.Management.StandardFilter;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>What gateway records say, requirement by requirement; for pages and programs.</summary>
internal static class ShowRuntimeEvidence
{
    /// <summary>A requirement and what records say for it.</summary>
    internal sealed record Answer(
        string Requirement, string Strength, string State, string Because, bool CountsByItself, long Requests, long HoldingFields, DateTimeOffset? First, DateTimeOffset? Last, DateTimeOffset? VerifiedAt, long Verified, IReadOnlyList<string> Fields, string Check);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/runtime-evidence", ListAsync);
        app.MapGet("/api/runtime-evidence", ListByApi).WithSummary("What gateway records say for each requirement that they can speak for").Produces<IReadOnlyList<Answer>>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, FrameworkCatalogue catalogue, LiveEvidenceReader reader, TimeProvider time) =>
        await TableQuery.AnswerAsync(request, RuntimeEvidenceTable.Definition, Rows(catalogue, reader).AsQueryable(), time, page => Page.Show<RuntimeEvidencePage>(new { Table = page }));

    private static IResult ListByApi(FrameworkCatalogue catalogue, LiveEvidenceReader reader, ChosenStandard chosen) => Results.Ok(
        Rows(catalogue, reader).Where(row => chosen.Apply() is not { } standard || row.Requirement.Id.Standard == standard).Select(row => new Answer(
            row.Requirement.Id.ToString(), row.Runtime.Strength.ToString().ToLowerInvariant(), row.Evidence.State.Value(), row.Evidence.Because, row.Evidence.CountsByItself, row.Evidence.Requests, row.Evidence.HoldingFields,
            row.Evidence.First, row.Evidence.Last, row.Evidence.VerifiedAt, row.Evidence.Verified, row.Runtime.Fields, row.Runtime.Check)).ToList());

    private static List<RuntimeEvidenceRow> Rows(FrameworkCatalogue catalogue, LiveEvidenceReader reader)
    {
        var figures = reader.All();
        return catalogue.Requirements.Where(requirement => requirement.RuntimeEvidence is not null && figures.ContainsKey(requirement.Id))
            .Select(requirement => new RuntimeEvidenceRow(requirement, requirement.RuntimeEvidence!, figures[requirement.Id])).ToList();
    }
}
