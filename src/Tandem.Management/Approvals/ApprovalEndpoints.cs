using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Approvals;

/// <summary>The pages of approvals; their forms work without JavaScript.</summary>
internal static class ApprovalEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/approvals", ListAsync);
        app.MapGet("/approvals/new", ShowFormAsync).RequireAuthorization(Permissions.EditOwn);
        app.MapPost("/approvals/new", PutForwardAsync).RequireAuthorization(Permissions.EditOwn);
        app.MapGet("/approvals/{key}", (string key, HttpContext http, ApprovalReader reader, CancellationToken cancellation) =>
            ShowAsync(http, key, FormErrors.None, StatusCodes.Status200OK, "", reader, cancellation));
        app.MapGet("/approvals/{key}/content", ContentAsync);
        // The password is tried here too.
        app.MapPost("/approvals/{key}/decisions", DecideAsync).RequireAuthorization(Permissions.Approve).RequireRateLimiting(AccessFeature.SignInLimit);
        app.MapPost("/approvals/{key}/withdraw", WithdrawAsync).RequireAuthorization(Permissions.EditOwn);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, TandemDbContext db, ApprovalPeople people, CurrentUser user, TimeProvider time, CancellationToken cancellation)
    {
        var table = ApprovalsTable.Definition(await people.ActsForAsync(user.PersonKey ?? "", cancellation), people.Today);
        return await TableQuery.AnswerAsync(request, table, db.Approvals.AsNoTracking(), time, page => Page.Show<ApprovalsPage>(new { Table = page }));
    }

    private static async Task<IResult> ShowFormAsync(string type, string key, string? purpose, IServiceProvider services, TandemDbContext db, Registers registers, RecordRights rights, CancellationToken cancellation)
    {
        if (registers.Find(type) is not { } register || await register.FindAsync(db, key, cancellation) is not { } record)
            return Results.NotFound();
        var request = new PutForwardRequest(type, key, record.Version, purpose ?? Purposes(services, type).FirstOrDefault()?.Name ?? "", "", [], 1, "", "");
        var errors = rights.MayEdit(register, record) ? FormErrors.None : new FormErrors().Add("", rights.WhyNot(register, record));
        return await FormAsync(request, errors, errors.Any ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK, services, cancellation);
    }

    private static async Task<IResult> PutForwardAsync(HttpRequest http, PutForward putForward, IServiceProvider services, CancellationToken cancellation)
    {
        var form = await http.ReadFormAsync(cancellation);
        var request = new PutForwardRequest(
            form["type"].ToString(), form["key"].ToString(), RecordForm.Version(form), form["purpose"].ToString(), form["purpose"].ToString().Length > 0 ? "" : form["sentence"].ToString(),
            form["approvers"].OfType<string>().ToList(), int.TryParse(form["quorum"], NumberStyles.None, CultureInfo.InvariantCulture, out var quorum) ? quorum : 0, form["due"].ToString(), form["note"].ToString());
        return await putForward.ExecuteAsync(request, cancellation) switch
        {
            ApprovalOutcome.Done done => Results.LocalRedirect(done.Approval.Path),
            ApprovalOutcome.Missing => Results.NotFound(),
            ApprovalOutcome.Invalid invalid => await FormAsync(request, invalid.Errors, StatusCodes.Status422UnprocessableEntity, services, cancellation),
            ApprovalOutcome.Forbidden forbidden => await FormAsync(request, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, services, cancellation),
            ApprovalOutcome.Refused refused => await FormAsync(request, new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict, services, cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<IResult> FormAsync(PutForwardRequest request, FormErrors errors, int status, IServiceProvider services, CancellationToken cancellation)
    {
        var register = services.GetRequiredService<Registers>().Find(request.Type)!;
        var record = (await register.FindAsync(services.GetRequiredService<TandemDbContext>(), request.Key, cancellation))!;
        // The version that is shown is the one put forward next; what was refused for an older one stands in the errors.
        request = request with { Version = record.Version };
        var authors = await services.GetRequiredService<PutForward>().AuthorsAsync(register, request.Key, request.Version, request.Purpose ?? "", cancellation);
        var candidates = await services.GetRequiredService<ApprovalPeople>().CandidatesAsync(keys: null, cancellation);
        return Page.Show<PutForwardPage>(
            new
            {
                Subject = register.Summarise(record),
                Request = request,
                Purposes = (IReadOnlyList<Choice>)Purposes(services, request.Type).Select(p => new Choice(p.Name, p.Sentence(request.Key, request.Version))).ToList(),
                Candidates = (IReadOnlyList<Choice>)candidates.Where(c => ApprovalRules.WhyNotAsked(c, authors) is null).Select(c => new Choice(c.Person, c.Name)).ToList(),
                Errors = errors,
            }, status);
    }

    private static IEnumerable<ApprovalPurpose> Purposes(IServiceProvider services, string type) => services.GetServices<ApprovalPurpose>().Where(p => p.RecordType == type);

    private static async Task<IResult> ShowAsync(HttpContext http, string key, FormErrors errors, int status, string entered, ApprovalReader reader, CancellationToken cancellation) =>
        await reader.FindAsync(http, key, cancellation) is { } view ? Page.Show<ApprovalPage>(new { View = view, Errors = errors, Entered = entered }, status) : Results.NotFound();

    private static async Task<IResult> ContentAsync(string key, TandemDbContext db, CancellationToken cancellation) =>
        await db.Approvals.Where(a => a.Key == key).Select(a => a.Content).FirstOrDefaultAsync(cancellation) is { } content
            ? Results.File(Encoding.UTF8.GetBytes(content), "application/json", $"{key}-content.json") : Results.NotFound();

    private static async Task<IResult> DecideAsync(string key, HttpContext http, DecideApproval decide, ApprovalReader reader, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var reason = form["reason"].ToString().ReplaceLineEndings("\n");
        var outcome = await decide.ExecuteAsync(http, key, new(form["seat"], form["verdict"], reason, form["password"], form["code"]), cancellation);
        return await AnswerAsync(http, key, outcome, reason, reader, cancellation);
    }

    private static async Task<IResult> WithdrawAsync(string key, HttpContext http, WithdrawApproval withdraw, ApprovalReader reader, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        return await AnswerAsync(http, key, await withdraw.ExecuteAsync(key, form["reason"].ToString(), cancellation), "", reader, cancellation);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string key, ApprovalOutcome outcome, string entered, ApprovalReader reader, CancellationToken cancellation)
    {
        return outcome switch
        {
            // The page says of each decision whether the ledger holds it.
            ApprovalOutcome.Done done => Results.LocalRedirect(done.Approval.Path),
            ApprovalOutcome.Missing => Results.NotFound(),
            ApprovalOutcome.Invalid invalid => await AgainAsync(invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            ApprovalOutcome.Forbidden forbidden => await AgainAsync(new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            ApprovalOutcome.Refused refused => await AgainAsync(new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        Task<IResult> AgainAsync(FormErrors errors, int status) => ShowAsync(http, key, errors, status, entered, reader, cancellation);
    }
}
