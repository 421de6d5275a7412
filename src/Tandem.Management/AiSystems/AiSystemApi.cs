using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.AiSystems;

/// <summary>The register for programs: the same actions as JSON, with the same rules.</summary>
internal static class AiSystemApi
{
    /// <summary>Body of archive and restore.</summary>
    internal sealed record ArchiveRequest(int Version, string? Reason);

    /// <summary>An AI system as the API shows it.</summary>
    internal sealed record Answer(string Key, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset UpdatedAt, string UpdatedBy, DateTimeOffset? ArchivedAt, AiSystemForm Fields)
    {
        internal static Answer From(AiSystem system) =>
            new(system.Key, system.CreatedAt, system.CreatedBy, system.UpdatedAt, system.UpdatedBy, system.ArchivedAt, AiSystemForm.From(system));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/ai-systems");
        api.MapGet("", ListAsync);
        api.MapGet("/{key}", FindAsync);
        api.MapPost("", CreateAsync).RequireAuthorization(Permissions.Edit);
        api.MapPut("/{key}", EditAsync).RequireAuthorization(Permissions.Edit);
        api.MapPost("/{key}/archive", (string key, ArchiveRequest request, ArchiveAiSystem archive, CancellationToken cancellation) =>
            ArchiveAsync(key, isArchived: true, request, archive, cancellation)).RequireAuthorization(Permissions.Edit);
        api.MapPost("/{key}/restore", (string key, ArchiveRequest request, ArchiveAiSystem archive, CancellationToken cancellation) =>
            ArchiveAsync(key, isArchived: false, request, archive, cancellation)).RequireAuthorization(Permissions.Edit);
        app.MapPost("/api/inventory", ExportInventoryAsync).RequireAuthorization(Permissions.Edit);
    }

    private static async Task<IResult> ListAsync(TandemDbContext db, bool? archived, CancellationToken cancellation)
    {
        var systems = await db.AiSystems.AsNoTracking().Where(s => s.ArchivedAt != null == (archived ?? false)).OrderBy(s => s.Key).ToListAsync(cancellation);
        return Results.Ok(systems.Select(Answer.From));
    }

    private static async Task<IResult> FindAsync(string key, AiSystemQueries queries, CancellationToken cancellation) =>
        await queries.FindByKeyAsync(key, cancellation) is { } system ? Results.Ok(Answer.From(system)) : Results.NotFound();

    private static async Task<IResult> CreateAsync(AiSystemForm form, CreateAiSystem create, CancellationToken cancellation)
    {
        var outcome = await create.ExecuteAsync(form, cancellation);
        return outcome is SaveOutcome.Saved { System: var system } ? Results.Created($"/api/ai-systems/{system.Key}", Answer.From(system)) : Result(outcome);
    }

    private static async Task<IResult> EditAsync(string key, AiSystemForm form, EditAiSystem edit, CancellationToken cancellation) =>
        Result(await edit.ExecuteAsync(key, form, cancellation));

    private static async Task<IResult> ArchiveAsync(string key, bool isArchived, ArchiveRequest request, ArchiveAiSystem archive, CancellationToken cancellation) =>
        Result(await archive.ExecuteAsync(key, isArchived, request.Version, request.Reason, cancellation));

    private static async Task<IResult> ExportInventoryAsync(InventoryExport inventory, CancellationToken cancellation) =>
        Results.Ok(new { systems = await inventory.WriteAsync(cancellation), file = Path.GetFileName(inventory.File) });

    private static IResult Result(SaveOutcome outcome) => outcome switch
    {
        SaveOutcome.Saved saved => Results.Ok(Answer.From(saved.System)),
        SaveOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        SaveOutcome.Conflict conflict => Results.Problem(
            title: "changed meanwhile", detail: $"version {conflict.Stored.Version} was stored by {conflict.Stored.UpdatedBy}; read it, decide and send its version",
            statusCode: StatusCodes.Status409Conflict, extensions: new Dictionary<string, object?> { ["stored"] = Answer.From(conflict.Stored) }),
        SaveOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
