using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Tasks;

/// <summary>The quick actions of a task as pages with one small form each, and in the API.</summary>
internal static class TaskReportEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        foreach (var report in Enum.GetValues<TaskReport>())
        {
            var name = ChoiceNames.Of(report);
            app.MapGet($"/tasks/{{key}}/{name}", (string key, TandemDbContext db, RecordRights rights, CancellationToken cancellation) => ShowAsync(key, report, db, rights, cancellation))
                .RequireAuthorization(Permissions.Comment);
            app.MapPost($"/tasks/{{key}}/{name}", (string key, HttpRequest request, ReportOnTask use, TandemDbContext db, CancellationToken cancellation) => SendAsync(key, report, request, use, db, cancellation))
                .RequireAuthorization(Permissions.Comment);
            app.MapPost($"/api/tasks/{{key}}/{name}", async (string key, TaskReportEntry body, ReportOnTask use, CancellationToken cancellation) =>
                RecordApi<TaskEntry>.Result(TaskRegister.Definition, await use.HandleAsync(key, report, body, cancellation)))
                .RequireAuthorization(Permissions.Comment).WithTags(TaskRegister.Definition.Plural)
                .WithSummary($"Report on a task: {name}").Produces<RecordApi<TaskEntry>.Answer>();
        }
    }

    private static async Task<IResult> ShowAsync(string key, TaskReport report, TandemDbContext db, RecordRights rights, CancellationToken cancellation)
    {
        if (await FindAsync(key, db, cancellation) is not { } task)
            return Results.NotFound();
        var errors = new FormErrors();
        if (!rights.MayChange(TaskRegister.Definition, task, ["state"]))
            errors.Add("", rights.WhyNot(TaskRegister.Definition, task));
        return Page.Show<TaskReportPage>(new { Task = task, Report = report, Entry = new TaskReportEntry(task.Version), Errors = errors },
            errors.Any ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SendAsync(string key, TaskReport report, HttpRequest request, ReportOnTask use, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var entry = new TaskReportEntry(RecordForm.Version(form), form["result"].ToString().ReplaceLineEndings("\n"), form["dueDay"].ToString(), form["reason"].ToString());
        var outcome = await use.HandleAsync(key, report, entry, cancellation);
        if (outcome is RecordOutcome<TaskEntry>.Saved)
            return Results.LocalRedirect(TaskRegister.Definition.PathOf(key));
        // What was entered stays in the form, with the version as it is now: who sends it again has seen what is said here.
        if (await FindAsync(key, db, cancellation) is not { } task)
            return Results.NotFound();
        var (errors, status) = outcome switch
        {
            RecordOutcome<TaskEntry>.Invalid invalid => (invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            RecordOutcome<TaskEntry>.Forbidden forbidden => (new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            RecordOutcome<TaskEntry>.Refused refused => (new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict),
            RecordOutcome<TaskEntry>.Conflict conflict => (new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed {key} meanwhile, it is `{TaskWords.Of(conflict.Stored.State)}` now; look at it and decide again"), StatusCodes.Status409Conflict),
            _ => throw new InvalidOperationException($"a report cannot end as `{outcome}`"),
        };
        return Page.Show<TaskReportPage>(new { Task = task, Report = report, Entry = entry with { Version = task.Version }, Errors = errors }, status);
    }

    private static Task<TaskEntry?> FindAsync(string key, TandemDbContext db, CancellationToken cancellation) =>
        db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Key == key, cancellation);
}
