using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Frameworks;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Links.Tracing;

/// <summary>The trace of a record or requirement, as a page and for programs.</summary>
internal static class TraceEndpoints
{
    /// <param name="Key">Where the walk began.</param>
    /// <param name="Depth">Steps that were asked for.</param>
    /// <param name="IsCut">True when there is more than is shown.</param>
    /// <param name="Nodes">Everything reached, each once; the start first.</param>
    /// <param name="Links">Links between them.</param>
    internal sealed record Answer(string Key, int Depth, bool IsCut, IReadOnlyList<Node> Nodes, IReadOnlyList<Edge> Links);

    internal sealed record Node(string Key, string Type, string Title, int Step, string? State, string OwnerName, bool IsArchived, string Path);

    internal sealed record Edge(string Key, string From, string Relation, string To);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/trace/{key}", ShowAsync);
        app.MapGet("/api/trace/{key}", AnswerAsync).WithTags("Links")
            .WithSummary("Everything that links lead to from a record or requirement, by steps").Produces<Answer>();
    }

    private static async Task<IResult> ShowAsync(string key, HttpRequest request, FrameworkCatalogue catalogue, IServiceProvider services, TimeProvider time, CancellationToken cancellation)
    {
        if ((await services.GetRequiredService<LinkEnds>().ResolveAsync(key, cancellation)).End is not { } start)
            return catalogue.Resolve(key) is { Candidates.Count: > 0 } question ? Page.Show<WhichStandardPage>(new { Resolution = question }, StatusCodes.Status400BadRequest) : Results.NotFound();
        var (trace, rows) = await services.GetRequiredService<TraceQueries>().WalkAsync(start.Key, Depth(request.Query["depth"]), cancellation);
        return await TableQuery.AnswerAsync(request, TraceTable.Definition, rows.AsQueryable(), time, table => Page.Show<TracePage>(new { Start = start, Trace = trace, Table = table }));
    }

    private static async Task<IResult> AnswerAsync(string key, string? depth, LinkEnds ends, TraceQueries queries, CancellationToken cancellation)
    {
        var (start, problem) = await ends.ResolveAsync(key, cancellation);
        if (start is null)
            return Results.Problem(title: "nothing to trace", detail: problem, statusCode: StatusCodes.Status404NotFound);
        var (trace, rows) = await queries.WalkAsync(start.Key, Depth(depth), cancellation);
        return Results.Ok(new Answer(
            start.Key, trace.Depth, trace.IsCut,
            rows.Select(row => new Node(row.End.Key, row.End.Type, row.End.Title, row.Node.Step, row.End.State, row.End.OwnerName, row.End.IsArchived, row.End.Path)).ToList(),
            trace.Links.Select(link => new Edge(link.Key, link.FromKey, LinkDirection.Of(link.Relation, isForward: true).Value, link.ToKey)).ToList()));
    }

    // What an address says wrongly is taken as not said.
    private static int Depth(string? said) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth > 0 ? Math.Min(depth, Trace.MostDepth) : Trace.DefaultDepth;
}
