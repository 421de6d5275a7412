using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks.Uploads;

/// <summary>Uploaded frameworks for programs.</summary>
internal static class UploadApi
{
    /// <summary>A part that is not the same in two versions.</summary>
    internal sealed record Difference(string Urn, DifferenceKind Kind, PartAnswer? Before, PartAnswer? After);

    /// <param name="From">Number of the earlier version.</param>
    /// <param name="To">Number of the later version.</param>
    /// <param name="Rows">In the order of the later version, then those that went.</param>
    internal sealed record Comparison(long From, long To, IReadOnlyList<Difference> Rows);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/frameworks").WithTags("Frameworks");
        api.MapPost("", TakeAsync).RequireAuthorization(Permissions.Manage).WithMetadata(new UploadLimit(UploadLimits.File))
            .WithSummary("Upload a framework or a later version of one; with `look` = `yes` nothing is stored").Produces<UploadAnswer>().Produces<UploadAnswer>(StatusCodes.Status201Created);
        api.MapGet("/uploaded/{key}", FindAsync)
            .WithSummary("An uploaded framework with its versions").Produces<UploadedAnswer>();
        api.MapGet("/uploaded/{key}/parts", ListAsync)
            .WithSummary("Parts of an uploaded framework, of its latest version or of the one named").Produces<PartAnswer.Listing>();
        api.MapGet("/uploaded/{key}/compare", CompareAsync)
            .WithSummary("What differs between two versions of an uploaded framework").Produces<Comparison>();
        api.MapPost("/uploaded/{key}/archive", ArchiveAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Take an uploaded framework out of use; its versions stay").Produces<UploadedAnswer>();
        api.MapPost("/uploaded/{key}/restore", RestoreAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Take an uploaded framework into use again").Produces<UploadedAnswer>();
    }

    private static async Task<IResult> TakeAsync(HttpRequest request, TakeFramework take, UploadQueries queries, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellation);
        switch (await take.ExecuteAsync(form, form["look"] == "yes", cancellation))
        {
            case TakeOutcome.Refused refused:
                return Results.Problem(title: "not loaded", detail: refused.Problems[0], statusCode: StatusCodes.Status422UnprocessableEntity,
                    extensions: new Dictionary<string, object?> { ["problems"] = refused.Problems, ["ignored"] = refused.Ignored });
            case TakeOutcome.Looked looked:
                return Results.Ok(UploadAnswer.Of(looked));
            case TakeOutcome.Loaded loaded:
                var (framework, editions) = (await queries.FindAsync(loaded.Key, cancellation))!.Value;
                return Results.Created($"/api{UploadEndpoints.Path}/{loaded.Key}", UploadAnswer.Of(framework, editions.First(edition => edition.Number == loaded.Number), loaded.Ignored));
            default:
                throw new InvalidOperationException("taking cannot end otherwise");
        }
    }

    private static async Task<IResult> FindAsync(string key, UploadQueries queries, CancellationToken cancellation) =>
        await queries.FindAsync(key, cancellation) is var (framework, editions) ? Results.Ok(UploadedAnswer.Of(framework, editions)) : Results.NotFound();

    private static async Task<IResult> ListAsync(string key, string? version, int? size, int? page, UploadQueries queries, CancellationToken cancellation)
    {
        var (take, number) = (ApiPaging.Size(size), ApiPaging.Page(page));
        if (await queries.FindAsync(key, cancellation) is not var (framework, editions) || UploadEndpoints.Edition(editions, version, framework.LatestEdition) is not { } edition)
            return Results.NotFound();
        // Places are counted without gaps, so a page needs no offset.
        var before = (long)take * (number - 1);
        var parts = await queries.Parts(edition).Where(p => p.Place > before).OrderBy(p => p.Place).Take(take + 1).ToListAsync(cancellation);
        return Results.Ok(new PartAnswer.Listing([.. parts.Take(take).Select(PartAnswer.Of)], parts.Count > take ? number + 1 : null));
    }

    private static async Task<IResult> CompareAsync(string key, string? from, string? to, UploadQueries queries, CancellationToken cancellation)
    {
        if (await queries.FindAsync(key, cancellation) is not var (_, editions) || UploadEndpoints.Pair(editions, from, to) is not var (before, after))
            return Results.NotFound();
        var differences = FrameworkDifference.Of(
            await queries.Parts(before).OrderBy(p => p.Place).ToListAsync(cancellation), await queries.Parts(after).OrderBy(p => p.Place).ToListAsync(cancellation));
        return Results.Ok(new Comparison(before.Number, after.Number,
            [.. differences.Select(d => new Difference(d.Urn, d.Kind, d.Before is null ? null : PartAnswer.Of(d.Before), d.After is null ? null : PartAnswer.Of(d.After)))]));
    }

    private static Task<IResult> ArchiveAsync(string key, VersionAndReason body, UploadQueries queries, RetireFramework retire, CancellationToken cancellation) =>
        RetireAsync(key, isRetired: true, body, queries, retire, cancellation);

    private static Task<IResult> RestoreAsync(string key, VersionAndReason body, UploadQueries queries, RetireFramework retire, CancellationToken cancellation) =>
        RetireAsync(key, isRetired: false, body, queries, retire, cancellation);

    private static async Task<IResult> RetireAsync(string key, bool isRetired, VersionAndReason body, UploadQueries queries, RetireFramework retire, CancellationToken cancellation)
    {
        if (await queries.FindAsync(key, cancellation) is not var (framework, editions))
            return Results.NotFound();
        return await retire.ExecuteAsync(framework, isRetired, body.Version, body.Reason, cancellation) is { } problem
            ? Results.Problem(title: "not done", detail: problem, statusCode: StatusCodes.Status409Conflict)
            : Results.Ok(UploadedAnswer.Of(framework, editions));
    }
}
