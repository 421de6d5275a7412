using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Views;

/// <summary>Pages of views; they are kept and chosen in the menu above each table.</summary>
internal static class ViewEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/views").RequireAuthorization(Permissions.Comment);
        pages.MapGet("", (HttpRequest request, ViewQueries queries, CurrentUser user, TimeProvider time) =>
            TableQuery.AnswerAsync(request, ViewsTable.Definition(user.AccountId), queries.Seen(null), time, table => Page.Show<ViewsPage>(new { Table = table })));
        pages.MapPost("", CreateAsync);
        pages.MapGet("/{key}", (string key, IServiceProvider services, CancellationToken cancellation) => ShowAsync(key, null, FormErrors.None, StatusCodes.Status200OK, services, cancellation));
        pages.MapPost("/{key}", ChangeAsync);
        pages.MapPost("/{key}/query", SaveQueryAsync);
        pages.MapPost("/{key}/delete", DeleteAsync);
        pages.MapPost("/{key}/default", async (string key, ChooseDefault choose, IServiceProvider services, CancellationToken cancellation) =>
            await AnswerAsync(key, await choose.SetAsync(key, cancellation), null, view => $"/views/{view.Key}", services, cancellation));
        pages.MapPost("/default/{table}/clear", async (string table, HttpRequest request, ChooseDefault choose, CancellationToken cancellation) =>
        {
            await choose.ClearAsync(table, cancellation);
            var back = (await request.ReadFormAsync(cancellation))["back"].ToString();
            return Results.LocalRedirect(back.Length > 0 ? $"/views/{Uri.EscapeDataString(back)}" : "/views");
        });
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, SaveView save, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var asked = new NewView(form["table"], form["path"], form["name"], form["query"], IsShared(form));
        return await save.CreateAsync(asked, cancellation) switch
        {
            ViewOutcome.Saved saved => Results.LocalRedirect(saved.Stored.Url),
            ViewOutcome.Invalid invalid => Page.Show<NewViewPage>(new { Asked = asked, invalid.Errors }, StatusCodes.Status422UnprocessableEntity),
            ViewOutcome.Forbidden forbidden => Page.Show<NewViewPage>(new { Asked = asked, Errors = new FormErrors().Add("", forbidden.Why) }, StatusCodes.Status403Forbidden),
            var outcome => throw new InvalidOperationException($"keeping a view cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> ChangeAsync(string key, HttpRequest request, SaveView save, IServiceProvider services, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var name = form["name"].ToString();
        return await AnswerAsync(key, await save.ChangeAsync(key, new(name, null, IsShared(form), RecordForm.Version(form)), cancellation), name, view => $"/views/{view.Key}", services, cancellation);
    }

    private static async Task<IResult> SaveQueryAsync(string key, HttpRequest request, SaveView save, IServiceProvider services, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await AnswerAsync(key, await save.ChangeAsync(key, new(null, form["query"].ToString(), null, RecordForm.Version(form)), cancellation), null, view => view.Url, services, cancellation);
    }

    private static async Task<IResult> DeleteAsync(string key, HttpRequest request, SaveView save, ChangeContext change, IServiceProvider services, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        change.Reason = form["reason"].ToString();
        return await AnswerAsync(key, await save.DeleteAsync(key, RecordForm.Version(form), cancellation), null, _ => "/views", services, cancellation);
    }

    private static async Task<IResult> AnswerAsync(
        string key, ViewOutcome outcome, string? name, Func<SavedView, string> next, IServiceProvider services, CancellationToken cancellation) => outcome switch
        {
            ViewOutcome.Saved saved => Results.LocalRedirect(next(saved.Stored)),
            ViewOutcome.Deleted deleted => Results.LocalRedirect(next(deleted.Gone)),
            ViewOutcome.Invalid invalid => await ShowAsync(key, name, invalid.Errors, StatusCodes.Status422UnprocessableEntity, services, cancellation),
            ViewOutcome.Forbidden forbidden => await ShowAsync(key, name, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, services, cancellation),
            ViewOutcome.Conflict conflict => await ShowAsync(
                key, name, new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed the view meanwhile; look at it and decide again"), StatusCodes.Status409Conflict, services, cancellation),
            ViewOutcome.Missing => Results.NotFound(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static async Task<IResult> ShowAsync(string key, string? name, FormErrors errors, int status, IServiceProvider services, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<ViewQueries>().FindAsync(key, cancellation) is not { } view)
            return Results.NotFound();
        var account = services.GetRequiredService<CurrentUser>().AccountId;
        var isDefault = await services.GetRequiredService<TandemDbContext>().DefaultViews.AnyAsync(d => d.AccountId == account && d.ViewId == view.Id, cancellation);
        var history = await services.GetRequiredService<HistoryQueries>().OfRecordAsync(SavedView.Type, key, cancellation);
        return Page.Show<ViewPage>(new { View = view, IsDefault = isDefault, Name = name, History = history, Errors = errors }, status);
    }

    private static bool IsShared(IFormCollection form) => form["shared"] == "yes";
}
