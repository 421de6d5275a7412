using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/history", ListAsync);
        app.MapGet("/history/{number:long}", ShowAsync);
        app.MapGet("/history/{number:long}/files/{name}", ChangeFiles.AnswerAsync);
        app.MapGet("/api/history", ListJsonAsync)
            .WithSummary("Changes of records, newest first, page by page");
        // Whoever may read may check: it gives no power.
        app.MapPost("/history/check", async (HistoryCheck check, CancellationToken cancellation) =>
        {
            await check.RunAsync(cancellation);
            return Results.LocalRedirect("/history");
        });
        app.MapGet("/api/history/check", (HistoryCheck check) => Results.Json(check.Latest))
            .WithSummary("What came of the latest comparison of history and log").Produces<HistoryFindings>();
        app.MapPost("/api/history/check", async (HistoryCheck check, CancellationToken cancellation) => Results.Json(await check.RunAsync(cancellation))).WithMetadata(new TokenScope(TokenScopes.Read))
            .WithSummary("Hold the whole history against the log now").Produces<HistoryFindings>();
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
        return Results.Ok(new
        {
            changes = rows.Select(e => new
            {
                e.Number,
                e.At,
                actor = e.ActorName,
                type = e.RecordType,
                key = e.RecordKey,
                version = e.RecordVersion,
                e.Action,
                fields = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(e.Fields),
                e.Reason,
                e.RequestId,
                e.LedgerIndex,
            }),
            next = rows.Count == pageSize ? rows[^1].Number : (long?)null,
        });
    }
}
