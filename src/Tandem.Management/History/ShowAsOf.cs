using System.Globalization;
using System.Text.Json;
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

    /// <summary>A record as it was.</summary>
    /// <param name="Type">Such as `ai-system`.</param>
    /// <param name="Key">The record.</param>
    /// <param name="At">The instant asked for.</param>
    /// <param name="State">`current`, `archived` or `removed`, as it was then.</param>
    /// <param name="Version">Its version then.</param>
    /// <param name="Change">Number of the change that had made it so.</param>
    /// <param name="ChangedAt">When that was.</param>
    /// <param name="ChangedBy">Who did it.</param>
    /// <param name="Fields">Its fields then, by name; those without a value are left out.</param>
    internal sealed record Answer(string Type, string Key, DateTimeOffset At, string State, int Version, long Change, DateTimeOffset ChangedAt, string ChangedBy, IReadOnlyDictionary<string, JsonElement> Fields);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/history/as-of", ShowAsync);
        app.MapGet("/api/history/{type}/{key}/as-of", AnswerAsync)
            .WithSummary("A record as it was at an instant of the past").Produces<Answer>();
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
            : Results.Ok(new Answer(type, key, record.At, record.State, record.Last.RecordVersion, record.Last.Number, record.Last.At, record.Last.ActorName, record.Fields));
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
