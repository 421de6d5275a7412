using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Database;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Ui;

namespace Tandem.Management.Decisions;

/// <summary>The verifications of the gateway's log, and the button to verify it now. Whoever may read may verify: checking gives no power.</summary>
internal static class VerifyLog
{
    private const int Shown = 50;

    internal sealed record Run(
        DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string Trigger, string RequestedBy, string Verdict, string LogKey, long Records, long CheckpointSize, string RootHash, IReadOnlyList<string> Problems);

    /// <param name="Running">True while one runs or is asked for.</param>
    /// <param name="Runs">The latest, newest first.</param>
    internal sealed record Listing(bool Running, IReadOnlyList<Run> Runs);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/decisions/verification", ShowAsync);
        app.MapPost("/decisions/verification", (VerificationSchedule schedule, CurrentUser user) =>
        {
            schedule.Request(VerificationTrigger.Person, user.Name);
            return Results.LocalRedirect("/decisions/verification");
        });
        app.MapGet("/api/decisions/verification", async (TandemDbContext db, VerificationSchedule schedule, CancellationToken cancellation) =>
            Results.Ok(new Listing(schedule.IsBusy, (await RunsAsync(db, cancellation)).ConvertAll(Answer))))
            .WithSummary("Verifications of the gateway's log").Produces<Listing>();
        app.MapPost("/api/decisions/verification", (VerificationSchedule schedule, CurrentUser user) =>
        {
            schedule.Request(VerificationTrigger.Person, user.Name);
            return Results.Accepted("/api/decisions/verification");
        }).WithMetadata(new TokenScope(TokenScopes.Read))
            .WithSummary("Verify the gateway's log now").Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ShowAsync(TandemDbContext db, VerificationSchedule schedule, LiveEvidenceReader evidence, GatewayLog log, CancellationToken cancellation) =>
        Page.Show<VerificationPage>(new
        {
            Runs = await RunsAsync(db, cancellation),
            IsBusy = schedule.IsBusy,
            Records = schedule.Activity?.Records,
            Evidence = evidence.Overall(),
            Command = $"tandem verify {log.Folder} --key {log.KeyFile}",
        });

    private static Task<List<VerificationRun>> RunsAsync(TandemDbContext db, CancellationToken cancellation) =>
        db.VerificationRuns.AsNoTracking().OrderByDescending(run => run.FinishedAt).Take(Shown).ToListAsync(cancellation);

    private static Run Answer(VerificationRun run) => new(
        run.StartedAt, run.FinishedAt, run.StartedBy.ToString().ToLowerInvariant(), run.RequestedBy, run.Verdict.ToString().ToLowerInvariant(), run.LogKey, run.Records, run.CheckpointSize, run.RootHash, run.Problems);
}
