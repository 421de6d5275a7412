using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Ui;

namespace Tandem.Management.Views;

/// <summary>Views for programs: the same actions with the same rules.</summary>
internal static class ViewApi
{
    /// <summary>Body of a change; what is null stays.</summary>
    internal sealed record Change(string? Name, string? Query, bool? IsShared, int Version);

    /// <summary>A view as the API shows it.</summary>
    /// <param name="Key">Such as `VIW-0001`.</param>
    /// <param name="Table">Name of the table.</param>
    /// <param name="Path">Address of the page that shows it.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Query">What it holds, as the address of the table writes it.</param>
    /// <param name="IsShared">True when everybody sees it.</param>
    /// <param name="Author">Who keeps it.</param>
    /// <param name="UpdatedAt">When it was changed last.</param>
    /// <param name="UpdatedBy">Who changed it last.</param>
    /// <param name="Version">To be named by a change.</param>
    internal sealed record Answer(string Key, string Table, string Path, string Name, string Query, bool IsShared, string Author, DateTimeOffset UpdatedAt, string UpdatedBy, int Version);

    /// <param name="Views">In the order of their keys.</param>
    /// <param name="Next">Number to give as `after` for the next page; null on the last.</param>
    internal sealed record Listing(IReadOnlyList<Answer> Views, long? Next);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/views").WithTags("Views").RequireAuthorization(Permissions.Comment);
        api.MapGet("", ListAsync).WithSummary("Own and shared views, page by page; of one table with `table`").Produces<Listing>();
        api.MapGet("/{key}", FindAsync).WithSummary("One view").Produces<Answer>();
        api.MapPost("", CreateAsync).WithSummary("Keep a view").Produces<Answer>(StatusCodes.Status201Created);
        api.MapPatch("/{key}", async (string key, Change body, SaveView save, CancellationToken cancellation) =>
            Result(await save.ChangeAsync(key, new(body.Name, body.Query, body.IsShared, body.Version), cancellation))).WithSummary("Rename, share or change a view").Produces<Answer>();
        api.MapDelete("/{key}", async (string key, int version, SaveView save, CancellationToken cancellation) =>
            Result(await save.DeleteAsync(key, version, cancellation))).WithSummary("Delete a view").Produces(StatusCodes.Status204NoContent);
        api.MapPut("/{key}/default", async (string key, ChooseDefault choose, CancellationToken cancellation) =>
            Result(await choose.SetAsync(key, cancellation))).WithSummary("See a view first when its table is opened").Produces<Answer>();
        api.MapDelete("/default/{table}", async (string table, ChooseDefault choose, CancellationToken cancellation) =>
        {
            await choose.ClearAsync(table, cancellation);
            return Results.NoContent();
        }).WithSummary("See a table as it is at first").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(ViewQueries queries, string? table, long? after, int? size, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        var seen = queries.Seen(table);
        if (after is not null)
            seen = seen.Where(v => v.Number > after);
        var rows = await seen.OrderBy(v => v.Number).Take(take + 1).ToListAsync(cancellation);
        return Results.Ok(new Listing(rows.Take(take).Select(AnswerOf).ToList(), rows.Count > take ? rows[take - 1].Number : null));
    }

    private static async Task<IResult> FindAsync(string key, ViewQueries queries, CancellationToken cancellation) =>
        await queries.FindAsync(key, cancellation) is { } view ? Results.Ok(AnswerOf(view)) : Results.NotFound();

    private static async Task<IResult> CreateAsync(NewView body, SaveView save, CancellationToken cancellation) => await save.CreateAsync(body, cancellation) switch
    {
        ViewOutcome.Saved { Stored: var view } => Results.Created($"/api/views/{view.Key}", AnswerOf(view)),
        var outcome => Result(outcome),
    };

    private static IResult Result(ViewOutcome outcome) => outcome switch
    {
        ViewOutcome.Saved saved => Results.Ok(AnswerOf(saved.Stored)),
        ViewOutcome.Deleted => Results.NoContent(),
        ViewOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        ViewOutcome.Forbidden forbidden => Results.Problem(title: "not allowed", detail: forbidden.Why, statusCode: StatusCodes.Status403Forbidden),
        ViewOutcome.Conflict conflict => Results.Problem(
            title: "changed meanwhile", detail: $"version {conflict.Stored.Version} was stored by {conflict.Stored.UpdatedBy}; read it, decide and send its version", statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["stored"] = AnswerOf(conflict.Stored) }),
        ViewOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Answer AnswerOf(SavedView view) =>
        new(view.Key, view.TableName, view.Path, view.Name, view.Query, view.IsShared, view.AuthorName, view.UpdatedAt, view.UpdatedBy, view.Version);
}
