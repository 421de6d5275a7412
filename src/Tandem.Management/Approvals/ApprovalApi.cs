using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Approvals;

/// <summary>Approvals for programs: the same actions with the same rules; a decision needs the person's password here too.</summary>
internal static class ApprovalApi
{
    internal sealed record Withdrawal(string? Reason);

    internal sealed record Listing(IReadOnlyList<Answer> Approvals, long? Next);

    internal sealed record Answer(
        string Key, string Type, string RecordKey, int RecordVersion, string Title, string Purpose, string Sentence, string Note, string ContentHash, int Quorum, DateOnly? Due, string AskedBy, string AskedByName,
        DateTimeOffset AskedAt, ApprovalState State, DateTimeOffset? ClosedAt, string ClosedBecause, int Approved, int Rejected, IReadOnlyList<Seat> Seats);

    internal sealed record Seat(
        string Person, string Name, ApprovalVerdict? Verdict, string Reason, DateTimeOffset? DecidedAt, string DecidedBy, string DecidedByName, string SignedWith, string ContentHash);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/approvals").WithTags("Approvals");
        api.MapGet("", ListAsync)
            .WithSummary("Approvals, newest first, page by page").Produces<Listing>();
        api.MapGet("/{key}", FindAsync)
            .WithSummary("One approval").Produces<Answer>();
        api.MapPost("", PutForwardAsync).RequireAuthorization(Permissions.EditOwn)
            .WithSummary("Put a record forward for approval").Produces<Answer>(StatusCodes.Status201Created);
        api.MapPost("/{key}/decisions", DecideAsync).RequireAuthorization(Permissions.Approve).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("Approve or reject, with the own password").Produces<Answer>();
        api.MapPost("/{key}/withdraw", WithdrawAsync).RequireAuthorization(Permissions.EditOwn)
            .WithSummary("Withdraw what was put forward").Produces<Answer>();
    }

    private static async Task<IResult> ListAsync(
        string? view, ApprovalState? state, string? type, string? key, long? before, int? size, TandemDbContext db, ApprovalPeople people, CurrentUser user, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        var approvals = db.Approvals.AsNoTracking();
        if (view == "mine")
            approvals = approvals.Where(ApprovalQueries.WaitingFor(await people.ActsForAsync(user.PersonKey ?? "", cancellation)));
        if (view == "asked")
            approvals = approvals.Where(a => a.AskedBy == user.Id);
        if (state is not null)
            approvals = approvals.Where(a => a.State == state);
        if (type is not null)
            approvals = approvals.Where(a => a.SubjectType == type);
        if (key is not null)
            approvals = approvals.Where(a => a.SubjectKey == key);
        if (before is not null)
            approvals = approvals.Where(a => a.Number < before);
        var rows = await approvals.OrderByDescending(a => a.Number).Take(take + 1).Include(a => a.Seats).AsSplitQuery().ToListAsync(cancellation);
        return Results.Ok(new Listing(rows.Take(take).Select(AnswerOf).ToList(), rows.Count > take ? rows[take - 1].Number : null));
    }

    private static async Task<IResult> FindAsync(string key, TandemDbContext db, CancellationToken cancellation) =>
        await db.Approvals.AsNoTracking().Include(a => a.Seats).FirstOrDefaultAsync(a => a.Key == key, cancellation) is { } approval ? Results.Ok(AnswerOf(approval)) : Results.NotFound();

    private static async Task<IResult> PutForwardAsync(PutForwardRequest body, PutForward putForward, CancellationToken cancellation)
    {
        var outcome = await putForward.ExecuteAsync(body, cancellation);
        return outcome is ApprovalOutcome.Done done ? Results.Created($"/api{done.Approval.Path}", AnswerOf(done.Approval)) : Problem(outcome);
    }

    private static async Task<IResult> WithdrawAsync(string key, Withdrawal body, WithdrawApproval withdraw, CancellationToken cancellation)
    {
        var outcome = await withdraw.ExecuteAsync(key, body.Reason ?? "", cancellation);
        return outcome is ApprovalOutcome.Done done ? Results.Ok(AnswerOf(done.Approval)) : Problem(outcome);
    }

    private static async Task<IResult> DecideAsync(string key, DecisionRequest body, HttpContext http, DecideApproval decide, CancellationToken cancellation) =>
        await decide.ExecuteAsync(http, key, body, cancellation) switch
        {
            ApprovalOutcome.Done { IsRecorded: true } done => Results.Ok(AnswerOf(done.Approval)),
            // Accepted and no more: it counts when the ledger holds it.
            ApprovalOutcome.Done done => Results.Json(
                new { approval = AnswerOf(done.Approval), waits = "the decision is stored and waits for the ledger; it counts when its record is there, and nothing is to be sent again" },
                statusCode: StatusCodes.Status202Accepted),
            var outcome => Problem(outcome),
        };

    private static IResult Problem(ApprovalOutcome outcome) => outcome switch
    {
        ApprovalOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        ApprovalOutcome.Forbidden forbidden => Results.Problem(title: "not allowed", detail: forbidden.Why, statusCode: StatusCodes.Status403Forbidden),
        ApprovalOutcome.Refused refused => Results.Problem(title: "refused", detail: refused.Why, statusCode: StatusCodes.Status409Conflict),
        ApprovalOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Answer AnswerOf(Approval a) => new(
        a.Key, a.SubjectType, a.SubjectKey, a.SubjectVersion, a.SubjectTitle, a.Purpose, a.Sentence, a.Note, a.ContentHash, a.Quorum, a.Due, a.AskedByPerson, a.AskedByName, a.CreatedAt, a.State, a.ClosedAt,
        a.ClosedBecause, a.Approved, a.Rejected,
        a.Seats.OrderBy(s => s.PersonName, StringComparer.Ordinal)
            .Select(s => new Seat(s.Person, s.PersonName, s.Verdict, s.Reason, s.DecidedAt, s.DecidedByPerson, s.DecidedByName, s.SignedWith, s.ContentHash)).ToList());
}
