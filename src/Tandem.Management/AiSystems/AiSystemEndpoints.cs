using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.AiSystems;

/// <summary>Pages of the register.</summary>
internal static class AiSystemEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/ai-systems", ListAsync);
        app.MapGet("/ai-systems/new", () => Page.Show<AiSystemFormPage>(new { Form = new AiSystemForm() })).RequireAuthorization(Permissions.Edit);
        app.MapPost("/ai-systems/new", CreateAsync).RequireAuthorization(Permissions.Edit);
        app.MapPost("/ai-systems/inventory", ExportInventoryAsync).RequireAuthorization(Permissions.Edit);
        app.MapGet("/ai-systems/{key}", ShowAsync);
        app.MapGet("/ai-systems/{key}/edit", ShowFormAsync).RequireAuthorization(Permissions.Edit);
        app.MapPost("/ai-systems/{key}/edit", EditAsync).RequireAuthorization(Permissions.Edit);
        app.MapPost("/ai-systems/{key}/archive", (string key, HttpRequest request, ArchiveAiSystem archive, AiSystemQueries queries, CancellationToken cancellation) =>
            ArchiveAsync(key, isArchived: true, request, archive, queries, cancellation)).RequireAuthorization(Permissions.Edit);
        app.MapPost("/ai-systems/{key}/restore", (string key, HttpRequest request, ArchiveAiSystem archive, AiSystemQueries queries, CancellationToken cancellation) =>
            ArchiveAsync(key, isArchived: false, request, archive, queries, cancellation)).RequireAuthorization(Permissions.Edit);
    }

    private static Task<IResult> ListAsync(HttpRequest request, TandemDbContext db, TimeProvider time) =>
        TableQuery.AnswerAsync(request, AiSystemsTable.Definition, db.AiSystems.AsNoTracking(), time, table => Page.Show<AiSystemsPage>(new { Table = table }));

    private static async Task<IResult> ShowAsync(string key, string? tab, AiSystemQueries queries, HistoryQueries history, CancellationToken cancellation)
    {
        if (await queries.FindByKeyAsync(key, cancellation) is not { } system)
            return Results.NotFound();
        return tab == "history"
            ? Page.Show<AiSystemPage>(new { AiSystem = system, Tab = tab, History = await history.OfRecordAsync(AiSystem.Type, key, cancellation) })
            : Page.Show<AiSystemPage>(new { AiSystem = system });
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, CreateAiSystem create, CancellationToken cancellation)
    {
        var form = ReadAiSystemForm.From(await request.ReadFormAsync(cancellation));
        return await create.ExecuteAsync(form, cancellation) switch
        {
            SaveOutcome.Saved saved => Results.LocalRedirect($"/ai-systems/{saved.System.Key}"),
            SaveOutcome.Invalid invalid => Page.Show<AiSystemFormPage>(new { Form = form, invalid.Errors }, StatusCodes.Status422UnprocessableEntity),
            var outcome => throw new InvalidOperationException($"creating cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> ShowFormAsync(string key, AiSystemQueries queries, CancellationToken cancellation) =>
        await queries.FindByKeyAsync(key, cancellation) is { } system ? Page.Show<AiSystemFormPage>(new { Key = key, Form = AiSystemForm.From(system) }) : Results.NotFound();

    private static async Task<IResult> EditAsync(string key, HttpRequest request, EditAiSystem edit, AiSystemQueries queries, CancellationToken cancellation)
    {
        var fields = await request.ReadFormAsync(cancellation);
        var form = ReadAiSystemForm.From(fields);
        // From the page on which two versions were compared; without a choice there is nothing to mix.
        var fromStored = AiSystemField.All.Where(field => fields[$"choose-{field.Name}"] == "stored").Select(field => field.Name).ToList();
        if (fromStored.Count > 0 && await queries.FindByKeyAsync(key, cancellation) is { } current && current.Version == form.Version)
            form = MergeAiSystem.Take(form, AiSystemForm.From(current), fromStored);

        return await edit.ExecuteAsync(key, form, cancellation) switch
        {
            SaveOutcome.Saved saved => Results.LocalRedirect($"/ai-systems/{saved.System.Key}"),
            SaveOutcome.Invalid invalid => Page.Show<AiSystemFormPage>(new { Key = key, Form = form, invalid.Errors }, StatusCodes.Status422UnprocessableEntity),
            SaveOutcome.Conflict conflict => Page.Show<AiSystemConflictPage>(new { conflict.Stored, Mine = form, conflict.ChangedFields }, StatusCodes.Status409Conflict),
            SaveOutcome.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"changing cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> ArchiveAsync(
        string key, bool isArchived, HttpRequest request, ArchiveAiSystem archive, AiSystemQueries queries, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return await archive.ExecuteAsync(key, isArchived, version, form["reason"], cancellation) switch
        {
            SaveOutcome.Saved => Results.LocalRedirect($"/ai-systems/{key}"),
            SaveOutcome.Missing => Results.NotFound(),
            SaveOutcome.Invalid invalid => Page.Show<AiSystemPage>(
                new { AiSystem = (await queries.FindByKeyAsync(key, cancellation))!, invalid.Errors }, StatusCodes.Status422UnprocessableEntity),
            SaveOutcome.Conflict conflict => Page.Show<AiSystemPage>(
                new { AiSystem = (await queries.FindByKeyAsync(key, cancellation))!, Errors = new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed this system meanwhile; look at it and decide again") }, StatusCodes.Status409Conflict),
            var outcome => throw new InvalidOperationException($"archiving cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> ExportInventoryAsync(InventoryExport inventory, CancellationToken cancellation)
    {
        await inventory.WriteAsync(cancellation);
        return Results.LocalRedirect("/ai-systems");
    }
}
