using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.BulkEdits.Pages;
using Tandem.Management.Database;
using Tandem.Management.Export;
using Tandem.Management.Records;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.BulkEdits;

/// <summary>Pages by which rows of one register are changed at once: fields, preview, confirmation.</summary>
internal sealed class BulkEndpoints<T>(RecordDefinition<T> definition)
    where T : Record
{
    internal void Map(IEndpointRouteBuilder pages)
    {
        // Which rows are meant is said by the address, as a list says what it shows; nothing is changed by opening it.
        pages.MapGet("/bulk", ChooseAsync).RequireAuthorization(definition.Rights.EditOwn);
        pages.MapPost("/bulk/preview", PreviewAsync).RequireAuthorization(definition.Rights.EditOwn);
        pages.MapPost("/bulk/preview/file", FileAsync).RequireAuthorization(definition.Rights.EditOwn);
        pages.MapPost("/bulk", ApplyAsync).RequireAuthorization(definition.Rights.EditOwn);
    }

    /// <summary>Keys of all rows that an address of the list leaves, one more than may be changed at once.</summary>
    internal static async Task<IReadOnlyList<string>> MatchingAsync(RecordDefinition<T> definition, HttpRequest request, IQueryCollection query, CancellationToken cancellation)
    {
        var services = request.HttpContext.RequestServices;
        var rows = await services.GetRequiredService<RecordRights>().VisibleAsync(definition, services.GetRequiredService<TandemDbContext>().Set<T>().AsNoTracking(), cancellation);
        return await TableQuery.Matching(request, query, definition.TableOf(services), rows).OrderBy(r => r.Number).Select(r => r.Key).Take(BulkEditLimits.Rows + 1).ToListAsync(cancellation);
    }

    private async Task<IResult> ChooseAsync(HttpRequest request, CancellationToken cancellation)
    {
        var all = request.Query["all"] == "yes";
        var (keys, errors) = BulkForm.ReadKeys(all ? await MatchingAsync(definition, request, request.Query, cancellation) : request.Query["row"]);
        return Show(keys, errors, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK, note: all && !errors.Any ? OtherThanListed(request, keys.Count) : "");
    }

    // The list is older than this: what came to it meanwhile is not taken silently.
    private static string OtherThanListed(HttpRequest request, int now) =>
        BulkForm.ReadCount(request.Query[RowChoice.Matching].ToString()) is { } listed && listed != now
            ? string.Create(CultureInfo.InvariantCulture, $"The list showed {listed:N0} rows that match; now it is {now:N0}. Look at the list again, or go on with the {now:N0} named here.")
            : "";

    private async Task<IResult> PreviewAsync(HttpRequest request, PreviewBulkEdit preview, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var (keys, errors) = BulkForm.ReadKeys(form[BulkForm.Keys].ToString().Split(','));
        if (errors.Any)
            return Show(keys, errors, StatusCodes.Status422UnprocessableEntity);
        return await ShowPreviewAsync(keys, BulkForm.ReadChange(definition, form), "", FormErrors.None, StatusCodes.Status200OK, preview, cancellation);
    }

    private async Task<IResult> FileAsync(HttpRequest request, PreviewBulkEdit preview, CancellationToken cancellation)
    {
        if (ExportFormats.Requested(request) is not { } format)
            return Results.NotFound();
        var form = await request.ReadFormAsync(cancellation);
        var (keys, errors) = BulkForm.ReadKeys(form[BulkForm.Keys].ToString().Split(','));
        if (errors.Any)
            return Show(keys, errors, StatusCodes.Status422UnprocessableEntity);
        var asked = BulkForm.ReadEntered(definition, form);
        (errors, var rows) = await preview.ExecuteAsync(definition, keys, asked, cancellation);
        return errors.Any ? Show(keys, errors, StatusCodes.Status422UnprocessableEntity, asked) : BulkPreviewFile.Answer(format, definition, rows);
    }

    private async Task<IResult> ApplyAsync(HttpRequest request, ApplyBulkEdit apply, PreviewBulkEdit preview, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var (versions, errors) = BulkForm.ReadSeen(BulkForm.ReadRows(form));
        if (errors.Any)
            return Show([], errors, StatusCodes.Status422UnprocessableEntity);
        var (asked, reason) = (BulkForm.ReadEntered(definition, form), form["reason"].ToString());
        IReadOnlyList<string> keys = [.. versions.Keys];
        return await apply.ExecuteAsync(definition, versions, asked, reason, BulkForm.ReadCount(form), cancellation) switch
        {
            BulkEditOutcome.Stored stored => Results.LocalRedirect(BulkEditsEndpoints.PathOf(stored.Edit.Key)),
            BulkEditOutcome.Invalid invalid => await ShowPreviewAsync(keys, asked, reason, invalid.Errors, StatusCodes.Status422UnprocessableEntity, preview, cancellation),
            // What stands against each row is what the preview, made anew, says of it.
            BulkEditOutcome.Nothing => await ShowPreviewAsync(
                keys, asked, reason, new FormErrors().Add("", "nothing was changed: every row has these values already, or was changed meanwhile, or is refused; this is how it stands now"), StatusCodes.Status409Conflict, preview, cancellation),
            BulkEditOutcome.MoreThanConfirmed more => await ShowPreviewAsync(keys, asked, reason, new FormErrors().Add("", more.Why), StatusCodes.Status409Conflict, preview, cancellation),
            var outcome => throw new InvalidOperationException($"a bulk edit cannot end as `{outcome}`"),
        };
    }

    private async Task<IResult> ShowPreviewAsync(IReadOnlyList<string> keys, BulkChange asked, string reason, FormErrors more, int status, PreviewBulkEdit preview, CancellationToken cancellation)
    {
        var (errors, rows) = await preview.ExecuteAsync(definition, keys, asked, cancellation);
        // The values are wrong whatever the row; that is said once.
        return errors.Any ? Show(keys, errors, StatusCodes.Status422UnprocessableEntity, asked) : Page.Show<BulkFormPage<T>>(new { Definition = definition, Keys = keys, Asked = asked, Rows = rows, Reason = reason, Errors = more }, status);
    }

    private RazorComponentResult Show(IReadOnlyList<string> keys, FormErrors errors, int status, BulkChange? asked = null, string note = "") =>
        Page.Show<BulkFormPage<T>>(new { Definition = definition, Keys = keys, Asked = asked ?? BulkChange.None, Errors = errors, Note = note }, status);
}
