using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.WorkEntries;

/// <summary>The pages of work entries.</summary>
internal static class WorkEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/work-entries", (HttpContext http, WorkRights rights) =>
            ShowAsync(http, WorkInput.New(rights.Today, http.Request.Query["for"].ToString()), FormErrors.None, StatusCodes.Status200OK));
        app.MapPost("/work-entries", EnterAsync).RequireAuthorization(Permissions.Comment);
        app.MapGet("/work-entries/{key}", async (string key, HttpContext http) => await ShowEntryAsync(http, key, null, FormErrors.None, StatusCodes.Status200OK));
        app.MapPost("/work-entries/{key}", ChangeAsync).RequireAuthorization(Permissions.Comment);
        app.MapPost("/work-entries/{key}/remove", RemoveAsync).RequireAuthorization(Permissions.Comment);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, WorkInput input, FormErrors errors, int status)
    {
        var services = http.RequestServices;
        var (db, rights) = (services.GetRequiredService<TandemDbContext>(), services.GetRequiredService<WorkRights>());
        var monday = WorkQueries.Monday(DateOnly.TryParseExact(http.Request.Query["week"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 2200 ? day : rights.Today);
        var sums = await services.GetRequiredService<WorkQueries>().SumAsync(monday, monday.AddDays(6), http.RequestAborted);
        return await TableQuery.AnswerAsync(http.Request, WorkTable.Definition, WorkRow.Of(db, rights.Visible(db.WorkEntries.AsNoTracking())), services.GetRequiredService<TimeProvider>(), table =>
            Page.Show<WorkEntriesPage>(new { Table = table, Sums = sums, Monday = monday, Input = input, MayEnter = rights.Person is not null, IsOfAll = rights.IsManager, Errors = errors }, status));
    }

    private static async Task<IResult> EnterAsync(HttpContext http, SaveWork save, WorkSubject subject, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var input = WorkInput.Of(form);
        return await save.EnterAsync(input, cancellation) switch
        {
            WorkOutcome.Saved saved => Results.LocalRedirect(form["from"] == "record" && subject.PathOf(saved.Entry.About) is { } path ? $"{path}?tab=work" : "/work-entries"),
            WorkOutcome.Invalid invalid => await ShowAsync(http, input, invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            WorkOutcome.Forbidden forbidden => await ShowAsync(http, input, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            var outcome => throw new InvalidOperationException($"entering work cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> ShowEntryAsync(HttpContext http, string key, WorkInput? input, FormErrors errors, int status)
    {
        var services = http.RequestServices;
        var (db, rights) = (services.GetRequiredService<TandemDbContext>(), services.GetRequiredService<WorkRights>());
        var visible = rights.Visible(db.WorkEntries.AsNoTracking()).Where(w => w.Key == key);
        if (await visible.FirstOrDefaultAsync(http.RequestAborted) is not { } entry || await WorkRow.Of(db, visible).FirstOrDefaultAsync(http.RequestAborted) is not { } row)
            return Results.NotFound();
        // What was entered stays; the version is the one shown now, so that sending again is a decision with eyes open.
        var shown = input is null ? WorkInput.Of(entry) : input with { Version = entry.Version };
        return Page.Show<WorkEntryPage>(new { Entry = row, Input = shown, WhyNot = rights.WhyNot(entry), Errors = errors }, status);
    }

    private static async Task<IResult> ChangeAsync(string key, HttpContext http, SaveWork save, CancellationToken cancellation)
    {
        var input = WorkInput.Of(await http.Request.ReadFormAsync(cancellation));
        return await AnswerAsync(http, key, input, await save.ChangeAsync(key, input, cancellation));
    }

    private static async Task<IResult> RemoveAsync(string key, HttpContext http, SaveWork save, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        return await AnswerAsync(http, key, null, await save.RemoveAsync(key, Records.RecordForm.Version(form), form["reason"].ToString(), cancellation));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string key, WorkInput? input, WorkOutcome outcome) => outcome switch
    {
        WorkOutcome.Saved => Results.LocalRedirect("/work-entries"),
        WorkOutcome.Invalid invalid => await ShowEntryAsync(http, key, input, invalid.Errors, StatusCodes.Status422UnprocessableEntity),
        WorkOutcome.Forbidden forbidden => await ShowEntryAsync(http, key, input, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
        WorkOutcome.Conflict conflict => await ShowEntryAsync(http, key, input, new FormErrors().Add("", conflict.Why), StatusCodes.Status409Conflict),
        WorkOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
