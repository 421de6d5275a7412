using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.WorkEntries;

/// <summary>Work entries for programs: the same actions as JSON, with the same rules.</summary>
internal static class WorkApi
{
    /// <param name="Entries">In the order of their keys.</param>
    /// <param name="Next">Number to give as `after` for the next page; null on the last.</param>
    internal sealed record Listing(IReadOnlyList<WorkRow> Entries, long? Next);

    /// <summary>An entry as it was stored.</summary>
    internal sealed record Stored(string Key, string Person, DateOnly Day, int Minutes, string About, WorkKind Kind, string Note, int Version)
    {
        internal static Stored Of(WorkEntry entry) => new(entry.Key, entry.Person, entry.Day, entry.Minutes, entry.About, entry.Kind, entry.Note, entry.Version);
    }

    internal sealed record Removal(int Version, string? Reason);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/work-entries").WithTags("Work entries");
        api.MapGet("", ListAsync)
            .WithSummary("Work entries in the order of their keys: the own ones, all for those who manage").Produces<Listing>();
        api.MapGet("/{key}", FindAsync)
            .WithSummary("One work entry").Produces<WorkRow>();
        api.MapPost("", async (WorkInput.Body body, SaveWork save, WorkRights rights, CancellationToken cancellation) =>
            Answer(await save.EnterAsync(WorkInput.Of(body, WorkInput.New(rights.Today, "")), cancellation), isNew: true)).RequireAuthorization(Permissions.Comment)
            .WithSummary("Enter working time").Produces<Stored>(StatusCodes.Status201Created);
        api.MapPatch("/{key}", ChangeAsync).RequireAuthorization(Permissions.Comment)
            .WithSummary("Change a work entry").Produces<Stored>();
        api.MapPost("/{key}/remove", async (string key, Removal body, SaveWork save, CancellationToken cancellation) =>
            Answer(await save.RemoveAsync(key, body.Version, body.Reason ?? "", cancellation))).RequireAuthorization(Permissions.Comment)
            .WithSummary("Take a work entry out; the history keeps it").Produces<Stored>();
    }

    private static async Task<IResult> ListAsync(TandemDbContext db, WorkRights rights, long? after, int? size, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        var entries = rights.Visible(db.WorkEntries.AsNoTracking()).Where(w => w.Number > (after ?? 0)).OrderBy(w => w.Number).Take(take + 1);
        var rows = await WorkRow.Of(db, entries).OrderBy(w => w.Number).ToListAsync(cancellation);
        return Results.Ok(new Listing(rows.Take(take).ToList(), rows.Count > take ? rows[take - 1].Number : null));
    }

    private static async Task<IResult> FindAsync(string key, TandemDbContext db, WorkRights rights, CancellationToken cancellation) =>
        await WorkRow.Of(db, rights.Visible(db.WorkEntries.AsNoTracking()).Where(w => w.Key == key)).FirstOrDefaultAsync(cancellation) is { } row ? Results.Ok(row) : Results.NotFound();

    private static async Task<IResult> ChangeAsync(string key, WorkInput.Body body, SaveWork save, TandemDbContext db, WorkRights rights, CancellationToken cancellation) =>
        await rights.Visible(db.WorkEntries.AsNoTracking()).FirstOrDefaultAsync(w => w.Key == key, cancellation) is { } before
            ? Answer(await save.ChangeAsync(key, WorkInput.Of(body, WorkInput.Of(before)), cancellation)) : Results.NotFound();

    private static IResult Answer(WorkOutcome outcome, bool isNew = false) => outcome switch
    {
        WorkOutcome.Saved saved when isNew => Results.Created($"/api/work-entries/{saved.Entry.Key}", Stored.Of(saved.Entry)),
        WorkOutcome.Saved saved => Results.Ok(Stored.Of(saved.Entry)),
        WorkOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        WorkOutcome.Forbidden forbidden => Results.Problem(title: "not allowed", detail: forbidden.Why, statusCode: StatusCodes.Status403Forbidden),
        WorkOutcome.Conflict conflict => Results.Problem(title: "changed meanwhile", detail: conflict.Why, statusCode: StatusCodes.Status409Conflict),
        WorkOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
