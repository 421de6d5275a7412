using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Ledger.Notes;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.History;

/// <summary>Pages of the history and the same for programs.</summary>
internal static class HistoryEndpoints
{
    /// <summary>One change of a record; what it changed stands under `fields` as before and after.</summary>
    internal sealed record Change(
        long Number, DateTimeOffset At, string Actor, string Type, string Key, int Version, string Action, JsonElement Fields, string? Reason, string RequestId, long? LedgerIndex);

    /// <param name="Changes">Newest first.</param>
    /// <param name="Next">Number to give as `before` for the next page; null on the last.</param>
    internal sealed record Listing(IReadOnlyList<Change> Changes, long? Next);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/history", ListAsync);
        app.MapGet("/history/{number:long}", ShowAsync);
        app.MapGet("/history/{number:long}/files/{name}", ChangeFiles.AnswerAsync);
        app.MapGet("/api/history", ListJsonAsync)
            .WithSummary("Changes of records, newest first, page by page").Produces<Listing>();
        app.MapGet("/history/check", ShowCheck);
        // Whoever may read may check, and stop what somebody asked for: neither gives power, and the comparison that runs by itself cannot be stopped.
        app.MapPost("/history/check", async (HistoryCheck check, CancellationToken cancellation) =>
        {
            await check.BeginAsync(cancellation);
            return Results.LocalRedirect("/history");
        });
        app.MapPost("/history/check/stop", async (HistoryCheck check) =>
        {
            await check.StopAskedAsync();
            return Results.LocalRedirect("/history");
        });
        app.MapGet("/api/history/check", (HistoryCheck check) => Results.Json(new HistoryCheckState(check.Running, check.Latest)))
            .WithSummary("What came of the latest comparison of history and log, and how far the one is that runs").Produces<HistoryCheckState>();
        app.MapPost("/api/history/check", RunCheckAsync).WithMetadata(new TokenScope(TokenScopes.Read))
            .WithSummary("Hold the whole history against the log now").Produces<HistoryFindings>().ProducesProblem(StatusCodes.Status409Conflict);
        app.MapPost("/api/history/check/stop", async (HistoryCheck check) =>
        {
            await check.StopAskedAsync();
            return Results.NoContent();
        }).WithMetadata(new TokenScope(TokenScopes.Read)).WithSummary("Stop the comparisons of history and log that somebody asked for").Produces(StatusCodes.Status204NoContent);
    }

    private static RazorComponentResult ShowCheck() => Page.Show<HistoryCheckPage>();

    private static async Task<IResult> RunCheckAsync(HistoryCheck check, CancellationToken cancellation)
    {
        try
        {
            return Results.Json(await check.RunAsync(cancellation));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Results.Problem(title: "stopped", detail: "the comparison was stopped before its end; ask again", statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static Task<IResult> ListAsync(HttpRequest request, TandemDbContext db, TimeProvider time) =>
        TableQuery.AnswerAsync(request, HistoryTable.Definition, db.ChangeEvents.AsNoTracking(), time, table => Page.Show<HistoryPage>(new { Table = table }));

    private static async Task<IResult> ShowAsync(long number, TandemDbContext db, ManagementOptions options, ManagementKeys keys, CancellationToken cancellation)
    {
        if (await db.ChangeEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Number == number, cancellation) is not { } change)
            return Results.NotFound();
        var check = change.LedgerIndex is { } index
            ? ChangeCheck.Run(change, index, options.LedgerFolder, VerifierKey.Parse((await File.ReadAllTextAsync(keys.VerifierKeyFile, cancellation)).Trim()))
            : null;
        return Page.Show<ChangePage>(new { Change = change, Check = check });
    }

    private static async Task<IResult> ListJsonAsync(TandemDbContext db, string? type, string? key, long? before, CancellationToken cancellation)
    {
        const int pageSize = 100;
        var changes = db.ChangeEvents.AsNoTracking();
        if (type is not null)
            changes = changes.Where(e => e.RecordType == type);
        if (key is not null)
            changes = changes.Where(e => e.RecordKey == key);
        if (before is not null)
            changes = changes.Where(e => e.Number < before);
        var rows = await changes.OrderByDescending(e => e.Number).Take(pageSize).ToListAsync(cancellation);
        return Results.Ok(new Listing(
            rows.ConvertAll(e => new Change(e.Number, e.At, e.ActorName, e.RecordType, e.RecordKey, e.RecordVersion, e.Action, JsonSerializer.Deserialize<JsonElement>(e.Fields), e.Reason, e.RequestId, e.LedgerIndex)),
            rows.Count == pageSize ? rows[^1].Number : null));
    }
}
