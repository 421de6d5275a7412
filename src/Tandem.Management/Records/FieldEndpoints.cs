using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.BulkEdits;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;
using Tandem.Management.Records.Pages;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Records;

/// <summary>One field of one record, changed where it stands in a list. The same patch as the form sends, saved the same way; without script it is a small page of its own.</summary>
internal sealed class FieldEndpoints<T>(RecordDefinition<T> definition)
    where T : Record
{
    internal void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/{key}/field/{name}", ShowAsync).RequireAuthorization(definition.Rights.EditOwn);
        pages.MapPost("/{key}/field/{name}", SaveAsync).RequireAuthorization(definition.Rights.EditOwn);
    }

    /// <summary>What the rows of the register's table let the person do.</summary>
    internal static RowActions<T> RowActions(RecordDefinition<T> definition, RecordRights rights, IReadOnlyList<string>? columns) => new(record => record.Key, (record, column) =>
        record.ArchivedAt is null && definition.FindField(column.Name) is not null && rights.MayEdit(definition, record)
            ? $"{definition.PathOf(record.Key)}/field/{column.Name}{(columns is null ? "" : "?columns=" + Uri.EscapeDataString(string.Join(',', columns)))}"
            : null)
    {
        Choice = rights.MayEditSome(definition)
            ? new($"{definition.Path}/bulk", $"table-{definition.Table.Name}-choice", BulkEditLimits.Rows, record => record.ArchivedAt is null && rights.MayEdit(definition, record))
            : null,
    };

    private async Task<IResult> ShowAsync(string key, string name, HttpRequest request, TandemDbContext db, RecordRights rights, CancellationToken cancellation)
    {
        if (definition.FindField(name) is not { } field || await db.Set<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Key == key, cancellation) is not { } record
            || !await rights.MayReadAsync(definition, record, cancellation))
        {
            return Results.NotFound();
        }
        var editor = new FieldEdit<T>(definition, field, key, new RecordPatch(new Dictionary<string, JsonNode?> { [name] = field.Read(record) }, record.Version, ""), request.Query["columns"]);
        if (!rights.MayEdit(definition, record))
            return Answer(request, editor with { Errors = new FormErrors().Add("", rights.WhyNot(definition, record)) }, StatusCodes.Status403Forbidden);
        return Answer(request, editor, StatusCodes.Status200OK);
    }

    private async Task<IResult> SaveAsync(string key, string name, HttpRequest request, SaveRecord save, RecordRights rights, CancellationToken cancellation)
    {
        if (definition.FindField(name) is not { } field)
            return Results.NotFound();
        var form = await request.ReadFormAsync(cancellation);
        var patch = new RecordPatch(new Dictionary<string, JsonNode?> { [name] = field.Tidy(field.FromForm(form)) }, RecordForm.Version(form), form["reason"].ToString());
        var editor = new FieldEdit<T>(definition, field, key, patch, form["columns"]);
        return await save.EditAsync(definition, key, patch, cancellation) switch
        {
            RecordOutcome<T>.Saved saved => Saved(request, saved.Stored, form["columns"], rights),
            RecordOutcome<T>.Invalid invalid => Answer(request, editor with { Errors = invalid.Errors }, StatusCodes.Status422UnprocessableEntity),
            // What was entered stays; saving it once more is then a decision against what is stored.
            RecordOutcome<T>.Conflict conflict => Answer(request, editor with { Patch = patch with { Version = conflict.Stored.Version }, Stored = conflict.Stored }, StatusCodes.Status409Conflict),
            RecordOutcome<T>.Forbidden forbidden => Answer(request, editor with { Errors = new FormErrors().Add("", forbidden.Why) }, StatusCodes.Status403Forbidden),
            RecordOutcome<T>.Refused refused => Answer(request, editor with { Errors = new FormErrors().Add("", refused.Why) }, StatusCodes.Status409Conflict),
            RecordOutcome<T>.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"changing cannot end as `{outcome}`"),
        };
    }

    private IResult Saved(HttpRequest request, T record, string? columns, RecordRights rights)
    {
        if (!IsFragment(request))
            return Results.LocalRedirect(definition.PathOf(record.Key));
        var table = definition.TableOf(request.HttpContext.RequestServices);
        var chosen = table.ReadColumns(columns);
        return Page.Show<RegisterRow<T>>(new { Record = record, Columns = table.ColumnsOf(chosen), IsChosen = chosen is not null, Actions = RowActions(definition, rights, chosen) });
    }

    private static RazorComponentResult Answer(HttpRequest request, FieldEdit<T> edit, int status)
    {
        if (!IsFragment(request))
            return Page.Show<FieldPage<T>>(new { Edit = edit }, status);
        if (status != StatusCodes.Status200OK)
        {
            // Into the place of the form, not of the row, which is what a saved one brings.
            request.HttpContext.Response.Headers["HX-Retarget"] = "#field-editor";
            request.HttpContext.Response.Headers["HX-Reswap"] = "outerHTML";
        }
        return Page.Show<FieldEditor<T>>(new { Edit = edit }, status);
    }

    private static bool IsFragment(HttpRequest request) => request.Headers["HX-Request"] == "true";
}

/// <summary>One field of one record while somebody changes it.</summary>
/// <param name="Definition">The register.</param>
/// <param name="Field">The field.</param>
/// <param name="Key">The record.</param>
/// <param name="Patch">What is entered, and the version it is based on.</param>
/// <param name="Columns">Columns of the table around it, as its address writes them; null for those shown anyway.</param>
public sealed record FieldEdit<T>(RecordDefinition<T> Definition, RecordField<T> Field, string Key, RecordPatch Patch, string? Columns)
    where T : Record
{
    public FormErrors Errors { get; init; } = FormErrors.None;

    /// <summary>What somebody else stored meanwhile; null when nobody did.</summary>
    public T? Stored { get; init; }

    public string Url => $"{Definition.PathOf(Key)}/field/{Field.Name}";
}
