using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.BulkEdits.Pages;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.BulkEdits;

/// <summary>Bulk edits that were made, whatever their register: list, one with its rows, undo.</summary>
internal static class BulkEditsEndpoints
{
    internal const string Path = "/bulk-edits";

    internal static string PathOf(string key) => $"{Path}/{Uri.EscapeDataString(key)}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpRequest request, TandemDbContext db, TimeProvider time) =>
            TableQuery.AnswerAsync(request, BulkEditsTable.Definition, db.BulkEdits.AsNoTracking(), time, table => Page.Show<BulkEditsPage>(new { Table = table })));
        app.MapGet(Path + "/{key}", (string key, HttpRequest request) => ShowAsync(key, request, FormErrors.None, StatusCodes.Status200OK));
        app.MapPost(Path + "/{key}/undo", UndoAsync).RequireAuthorization(Permissions.EditOwn);

        var api = app.MapGroup("/api" + Path).WithTags("Bulk edits");
        api.MapGet("", ListAsync).WithSummary("Bulk edits, page by page, without their rows").Produces<BulkEditApi.Listing>();
        api.MapGet("/{key}", FindAsync).WithSummary("One bulk edit with its rows").Produces<BulkEditApi.Answer>();
        api.MapPost("/{key}/undo", async (string key, BulkEditApi.Undo body, IServiceProvider services, CancellationToken cancellation) =>
            await TryUndoAsync(key, body.Reason ?? "", services, cancellation) is { } outcome ? BulkEditApi.Result(outcome) : Results.NotFound()).RequireAuthorization(Permissions.EditOwn)
            .WithSummary("Give the rows of a bulk edit their former values, but for what was changed since").Produces<BulkEditApi.Answer>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ShowAsync(string key, HttpRequest request, FormErrors errors, int status)
    {
        var (services, cancellation) = (request.HttpContext.RequestServices, request.HttpContext.RequestAborted);
        var db = services.GetRequiredService<TandemDbContext>();
        if (await db.BulkEdits.AsNoTracking().FirstOrDefaultAsync(b => b.Key == key, cancellation) is not { } edit)
            return Results.NotFound();
        var undone = await db.BulkEdits.AsNoTracking().Where(b => b.Undoes == key).OrderBy(b => b.Number).Take(BulkEditLimits.Undone).Select(b => b.Key).ToListAsync(cancellation);
        return await TableQuery.AnswerAsync(
            request, BulkRowsTable.Of(services.GetServices<BulkRegister>().FirstOrDefault(r => r.Register.Type == edit.Register)?.Register), db.BulkEditRows.AsNoTracking().Where(row => row.BulkEditId == edit.Id),
            services.GetRequiredService<TimeProvider>(), table => Page.Show<BulkEditPage>(new { Edit = edit, UndoneBy = undone, Table = table, Errors = errors }, status), PathOf(key));
    }

    private static async Task<IResult> UndoAsync(string key, HttpRequest request, IServiceProvider services, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await TryUndoAsync(key, form["reason"].ToString(), services, cancellation) switch
        {
            BulkEditOutcome.Stored stored => Results.LocalRedirect(PathOf(stored.Edit.Key)),
            BulkEditOutcome.Nothing nothing => await ShowAsync(key, request, nothing.Rows.Take(BulkEditLimits.Told).Aggregate(
                new FormErrors().Add("", "nothing could be restored, and nothing was changed"), (errors, row) => errors.Add("", $"{row.Key}: {(row.Why.Length > 0 ? row.Why : "has its former values already")}")), StatusCodes.Status409Conflict),
            // The page has no input of this name to lead to.
            BulkEditOutcome.Invalid invalid => await ShowAsync(key, request, invalid.Errors.All.Aggregate(new FormErrors(), (errors, error) => errors.Add("", error.Message)), StatusCodes.Status422UnprocessableEntity),
            BulkEditOutcome.Forbidden forbidden => await ShowAsync(key, request, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            _ => Results.NotFound(),
        };
    }

    private static async Task<BulkEditOutcome?> TryUndoAsync(string key, string reason, IServiceProvider services, CancellationToken cancellation) =>
        await services.GetRequiredService<TandemDbContext>().BulkEdits.AsNoTracking().FirstOrDefaultAsync(b => b.Key == key, cancellation) is { } edit
            && services.GetServices<BulkRegister>().FirstOrDefault(register => register.Register.Type == edit.Register) is { } register
            ? await register.UndoAsync(services, edit, reason, cancellation) : null;

    private static async Task<IResult> ListAsync(TandemDbContext db, string? register, long? after, int? size, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        var edits = db.BulkEdits.AsNoTracking();
        if (register is not null)
            edits = edits.Where(b => b.Register == register);
        if (after is not null)
            edits = edits.Where(b => b.Number > after);
        var rows = await edits.OrderBy(b => b.Number).Take(take + 1).ToListAsync(cancellation);
        return Results.Ok(new BulkEditApi.Listing(rows.Take(take).Select(edit => BulkEditApi.AnswerOf(edit, null)).ToList(), rows.Count > take ? rows[take - 1].Number : null));
    }

    private static async Task<IResult> FindAsync(string key, TandemDbContext db, CancellationToken cancellation)
    {
        if (await db.BulkEdits.AsNoTracking().FirstOrDefaultAsync(b => b.Key == key, cancellation) is not { } edit)
            return Results.NotFound();
        var rows = await db.BulkEditRows.AsNoTracking().Where(row => row.BulkEditId == edit.Id).OrderBy(row => row.Position).ToListAsync(cancellation);
        return Results.Ok(BulkEditApi.AnswerOf(edit, rows.ConvertAll(BulkEditApi.AnswerOf)));
    }
}
