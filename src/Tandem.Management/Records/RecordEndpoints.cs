using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.BulkEdits;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records.Pages;
using Tandem.Management.Records.Workflows;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Records;

/// <summary>The pages of one register: list, record, form, comparison of two versions.</summary>
internal sealed class RecordEndpoints<T>(RecordDefinition<T> definition)
    where T : Record
{
    internal void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(definition.Path);
        pages.MapGet("", ListAsync).AllowGuests();
        pages.MapGet("/new", ShowNew).RequireAuthorization(definition.Rights.Create);
        pages.MapPost("/new", CreateAsync).RequireAuthorization(definition.Rights.Create);
        pages.MapGet("/{key}", ShowAsync).AllowGuests();
        pages.MapGet("/{key}/edit", ShowFormAsync).RequireAuthorization(definition.Rights.EditOwn);
        pages.MapPost("/{key}/edit", EditAsync).RequireAuthorization(definition.Rights.EditOwn);
        pages.MapPost("/{key}/archive", (string key, HttpRequest request, SaveRecord save, CancellationToken cancellation) =>
            ArchiveAsync(key, isArchived: true, request, save, cancellation)).RequireAuthorization(definition.Rights.EditOwn);
        pages.MapPost("/{key}/restore", (string key, HttpRequest request, SaveRecord save, CancellationToken cancellation) =>
            ArchiveAsync(key, isArchived: false, request, save, cancellation)).RequireAuthorization(definition.Rights.EditOwn);
        new FieldEndpoints<T>(definition).Map(pages);
        new RecordApi<T>(definition).Map(app);
        new BulkEndpoints<T>(definition).Map(pages);
        new BulkRegisterApi<T>(definition).Map(app);
        if (definition.Workflow is not null)
            new WorkflowEndpoints<T>(definition, (key, errors, status, services, cancellation) => RenderAsync(key, null, errors, status, services, cancellation), outcome => RecordApi<T>.Result(definition, outcome)).Map(app);
    }

    private async Task<IResult> ListAsync(HttpRequest request, TandemDbContext db, RecordRights rights, TimeProvider time, CancellationToken cancellation) =>
        await TableQuery.AnswerAsync(request, definition.TableOf(request.HttpContext.RequestServices), await rights.VisibleAsync(definition, db.Set<T>().AsNoTracking(), cancellation), time, table => Page.Show<RecordsPage<T>>(new { Definition = definition, Table = table }));

    private RazorComponentResult ShowNew(HttpRequest request)
    {
        // An empty record, so that the form begins with the values that a record has by itself; the address may begin some fields, as in `/tasks/new?about=AIS-0001`.
        var values = definition.Read(definition.Create(new RecordStart(Guid.Empty, "", 0, default, ""))).ToDictionary();
        var begun = new FormCollection(request.Query.ToDictionary());
        foreach (var field in definition.Fields.Where(field => begun.ContainsKey(field.Name)))
            values[field.Name] = field.Tidy(field.FromForm(begun));
        return Page.Show<RecordFormPage<T>>(new { Definition = definition, Patch = new RecordPatch(values, 0, "") });
    }

    private async Task<IResult> CreateAsync(HttpRequest request, SaveRecord save, CancellationToken cancellation)
    {
        var patch = RecordForm.Read(definition, await request.ReadFormAsync(cancellation));
        return await save.CreateAsync(definition, patch, cancellation) switch
        {
            RecordOutcome<T>.Saved saved => Results.LocalRedirect(definition.PathOf(saved.Stored.Key)),
            RecordOutcome<T>.Invalid invalid => Page.Show<RecordFormPage<T>>(new { Definition = definition, Patch = patch, invalid.Errors }, StatusCodes.Status422UnprocessableEntity),
            RecordOutcome<T>.Forbidden forbidden => Page.Show<RecordFormPage<T>>(
                new { Definition = definition, Patch = patch, Errors = new FormErrors().Add("", forbidden.Why) }, StatusCodes.Status403Forbidden),
            var outcome => throw new InvalidOperationException($"creating cannot end as `{outcome}`"),
        };
    }

    private async Task<IResult> ShowAsync(string key, string? tab, IServiceProvider services, CancellationToken cancellation) =>
        await RenderAsync(key, tab, FormErrors.None, StatusCodes.Status200OK, services, cancellation);

    private async Task<IResult> RenderAsync(string key, string? tab, FormErrors errors, int status, IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<TandemDbContext>();
        if (await db.Set<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancellation) is not { } record
            || !await services.GetRequiredService<RecordRights>().MayReadAsync(definition, record, cancellation))
        {
            return Results.NotFound();
        }
        var history = tab == RecordPage<T>.HistoryTab ? await services.GetRequiredService<HistoryQueries>().OfRecordAsync(definition.Type, key, cancellation) : [];
        return Page.Show<RecordPage<T>>(new { Definition = definition, Record = record, Tab = tab ?? RecordPage<T>.OverviewTab, History = history, Errors = errors }, status);
    }

    private async Task<IResult> ShowFormAsync(string key, TandemDbContext db, RecordRights rights, IServiceProvider services, CancellationToken cancellation)
    {
        if (await db.Set<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancellation) is not { } record)
            return Results.NotFound();
        return rights.MayEdit(definition, record)
            ? Page.Show<RecordFormPage<T>>(new { Definition = definition, Key = key, Patch = new RecordPatch(definition.Read(record), record.Version, "") })
            : await RenderAsync(key, null, new FormErrors().Add("", rights.WhyNot(definition, record)), StatusCodes.Status403Forbidden, services, cancellation);
    }

    private async Task<IResult> EditAsync(string key, HttpRequest request, SaveRecord save, IServiceProvider services, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var patch = form.ContainsKey(RecordForm.Entered) ? RecordForm.ReadChosen(form) : RecordForm.Read(definition, form);
        return await save.EditAsync(definition, key, patch, cancellation) switch
        {
            RecordOutcome<T>.Saved saved => Results.LocalRedirect(definition.PathOf(saved.Stored.Key)),
            RecordOutcome<T>.Invalid invalid => Page.Show<RecordFormPage<T>>(new { Definition = definition, Key = key, Patch = patch, invalid.Errors }, StatusCodes.Status422UnprocessableEntity),
            RecordOutcome<T>.Conflict conflict => Page.Show<RecordConflictPage<T>>(
                new { Definition = definition, conflict.Stored, Mine = patch, conflict.ChangedFields }, StatusCodes.Status409Conflict),
            RecordOutcome<T>.Forbidden forbidden => await RenderAsync(key, null, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, services, cancellation),
            RecordOutcome<T>.Refused refused => await RenderAsync(key, null, new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict, services, cancellation),
            RecordOutcome<T>.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"changing cannot end as `{outcome}`"),
        };
    }

    private async Task<IResult> ArchiveAsync(string key, bool isArchived, HttpRequest request, SaveRecord save, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var services = request.HttpContext.RequestServices;
        return await save.ArchiveAsync(definition, key, isArchived, RecordForm.Version(form), form["reason"].ToString(), cancellation) switch
        {
            RecordOutcome<T>.Saved => Results.LocalRedirect(definition.PathOf(key)),
            RecordOutcome<T>.Invalid invalid => await RenderAsync(key, null, invalid.Errors, StatusCodes.Status422UnprocessableEntity, services, cancellation),
            RecordOutcome<T>.Forbidden forbidden => await RenderAsync(key, null, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, services, cancellation),
            RecordOutcome<T>.Conflict conflict => await RenderAsync(
                key, null, new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed {key} meanwhile; look at it and decide again"), StatusCodes.Status409Conflict, services, cancellation),
            RecordOutcome<T>.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"archiving cannot end as `{outcome}`"),
        };
    }
}
