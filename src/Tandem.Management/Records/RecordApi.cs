using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>One register for programs: the same actions as JSON, with the same rules.</summary>
internal sealed class RecordApi<T>(RecordDefinition<T> definition)
    where T : Record
{
    /// <summary>A record as the API shows it; beside the field `owner`, which is a key, the name of that person.</summary>
    internal sealed record Answer(
        string Key, int Version, string OwnerName, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset UpdatedAt, string UpdatedBy, DateTimeOffset? ArchivedAt, IReadOnlyDictionary<string, JsonNode?> Fields);

    /// <param name="Records">In the order of their keys.</param>
    /// <param name="Next">Number to give as `after` for the next page; null on the last.</param>
    internal sealed record Listing(IReadOnlyList<Answer> Records, long? Next);

    internal void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup($"/api{definition.Path}").WithTags(definition.Plural);
        api.MapGet("", ListAsync).AllowGuests()
            .WithSummary($"{definition.Plural}, page by page").Produces<Listing>();
        api.MapGet("/{key}", FindAsync).AllowGuests()
            .WithSummary($"One {definition.Singular}").Produces<Answer>();
        api.MapPost("", CreateAsync).RequireAuthorization(definition.Rights.Create)
            .WithSummary($"New {definition.Singular}").Produces<Answer>(StatusCodes.Status201Created);
        api.MapPatch("/{key}", EditAsync).RequireAuthorization(definition.Rights.EditOwn)
            .WithSummary($"Change one {definition.Singular}; what is not named stays").Produces<Answer>();
        api.MapPost("/{key}/archive", (string key, VersionAndReason body, SaveRecord save, CancellationToken cancellation) =>
            ArchiveAsync(key, isArchived: true, body, save, cancellation)).RequireAuthorization(definition.Rights.EditOwn)
            .WithSummary($"Take one {definition.Singular} out of use").Produces<Answer>();
        api.MapPost("/{key}/restore", (string key, VersionAndReason body, SaveRecord save, CancellationToken cancellation) =>
            ArchiveAsync(key, isArchived: false, body, save, cancellation)).RequireAuthorization(definition.Rights.EditOwn)
            .WithSummary($"Bring one {definition.Singular} back into use").Produces<Answer>();
    }

    private async Task<IResult> ListAsync(TandemDbContext db, RecordRights rights, bool? archived, long? after, int? size, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        var records = (await rights.VisibleAsync(definition, db.Set<T>().AsNoTracking(), cancellation)).Where(r => r.ArchivedAt != null == (archived ?? false));
        if (after is not null)
            records = records.Where(r => r.Number > after);
        var rows = await records.OrderBy(r => r.Number).Take(take + 1).ToListAsync(cancellation);
        return Results.Ok(new Listing(rows.Take(take).Select(row => AnswerOf(definition, row)).ToList(), rows.Count > take ? rows[take - 1].Number : null));
    }

    private async Task<IResult> FindAsync(string key, TandemDbContext db, RecordRights rights, CancellationToken cancellation) =>
        await db.Set<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancellation) is { } record && await rights.MayReadAsync(definition, record, cancellation) ? Results.Ok(AnswerOf(definition, record)) : Results.NotFound();

    private async Task<IResult> CreateAsync(RecordChange body, SaveRecord save, CancellationToken cancellation)
    {
        var outcome = await save.CreateAsync(definition, PatchOf(body), cancellation);
        return outcome is RecordOutcome<T>.Saved { Stored: var record } ? Results.Created($"/api{definition.Path}/{record.Key}", AnswerOf(definition, record)) : Result(definition, outcome);
    }

    private async Task<IResult> EditAsync(string key, RecordChange body, SaveRecord save, CancellationToken cancellation) =>
        Result(definition, await save.EditAsync(definition, key, PatchOf(body), cancellation));

    private async Task<IResult> ArchiveAsync(string key, bool isArchived, VersionAndReason body, SaveRecord save, CancellationToken cancellation) =>
        Result(definition, await save.ArchiveAsync(definition, key, isArchived, body.Version, body.Reason ?? "", cancellation));

    /// <summary>An outcome as the API answers it; for actions of a feature beside the register's own.</summary>
    internal static IResult Result(RecordDefinition<T> definition, RecordOutcome<T> outcome) => outcome switch
    {
        RecordOutcome<T>.Saved saved => Results.Ok(AnswerOf(definition, saved.Stored)),
        RecordOutcome<T>.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        RecordOutcome<T>.Conflict conflict => Results.Problem(
            title: "changed meanwhile", detail: $"version {conflict.Stored.Version} was stored by {conflict.Stored.UpdatedBy}; read it, decide and send its version",
            statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["stored"] = AnswerOf(definition, conflict.Stored), ["changedFields"] = conflict.ChangedFields }),
        RecordOutcome<T>.Forbidden forbidden => Results.Problem(title: "not allowed", detail: forbidden.Why, statusCode: StatusCodes.Status403Forbidden),
        RecordOutcome<T>.Refused refused => Results.Problem(title: "refused", detail: refused.Why, statusCode: StatusCodes.Status409Conflict),
        RecordOutcome<T>.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Answer AnswerOf(RecordDefinition<T> definition, T record) =>
        new(record.Key, record.Version, record.OwnerName, record.CreatedAt, record.CreatedBy, record.UpdatedAt, record.UpdatedBy, record.ArchivedAt, definition.Read(record));

    private static RecordPatch PatchOf(RecordChange body) => new(RecordJson.Read(body.Fields ?? []), body.Version, body.Reason ?? "");
}
