using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.History;

/// <summary>What a record was at any past instant, as a page and for programs.</summary>
internal static class ShowAsOf
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/history/as-of", ShowAsync);
        app.MapGet("/api/history/{type}/{key}/as-of", AnswerAsync)
            .WithSummary("A record as it was at an instant of the past");
    }

    private static async Task<IResult> ShowAsync(TandemDbContext db, TimeProvider time, string? type, string? key, string? at, CancellationToken cancellation)
    {
        var (record, status, problem) = await FindAsync(db, time, type ?? "", key ?? "", at, cancellation);
        return Page.Show<AsOfPage>(new { Type = type ?? "", Key = key ?? "", Asked = at ?? "", Record = record, Problem = problem }, status);
    }

    // A slash of a key reaches a route escaped.
    private static async Task<IResult> AnswerAsync(TandemDbContext db, TimeProvider time, string type, string key, string? at, CancellationToken cancellation)
    {
        key = key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var (record, status, problem) = await FindAsync(db, time, type, key, at, cancellation);
        return record is null
            ? Results.Problem(title: status == StatusCodes.Status404NotFound ? "not there at that instant" : "not an instant of the past", detail: problem, statusCode: status)
            : Results.Ok(new { type, key, at = record.At, record.State, version = record.Last.RecordVersion, change = record.Last.Number, changedAt = record.Last.At, changedBy = record.Last.ActorName, record.Fields });
    }

    private static async Task<(RecordAsOf? Record, int Status, string? Problem)> FindAsync(
        TandemDbContext db, TimeProvider time, string type, string key, string? asked, CancellationToken cancellation)
    {
        if (!DateTimeOffset.TryParseExact(asked, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            return (null, StatusCodes.Status422UnprocessableEntity, "the instant is missing or cannot be read; write it in UTC, as in 2026-11-21T09:00:00Z");
        if (at > time.GetUtcNow())
            return (null, StatusCodes.Status422UnprocessableEntity, "the instant lies in the future; nothing is known of it yet");
        var changes = await db.ChangeEvents.AsNoTracking().Where(e => e.RecordType == type && e.RecordKey == key).OrderBy(e => e.Number).ToListAsync(cancellation);
        if (changes.Count == 0)
            return (null, StatusCodes.Status404NotFound, $"the history knows no {RecordName.TypeWords(type)} with the key {key}");
        return RecordAsOf.Fold(changes, at) is { } record
            ? (record, StatusCodes.Status200OK, null)
            : (null, StatusCodes.Status404NotFound, $"{key} was not there yet: its history begins at {UtcText.Of(changes[0].At, withSeconds: true)}");
    }
}
