using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Notifications;

/// <summary>The own notifications as a page and for programs.</summary>
internal static class NotificationEndpoints
{
    internal sealed record Answer(Guid Id, string Kind, string Record, string Words, string Path, DateTimeOffset At, DateTimeOffset? ReadAt);

    /// <summary>One page, newest first; Next is the number to give as `page` for the next one, null on the last.</summary>
    internal sealed record Listing(IReadOnlyList<Answer> Notifications, int Unread, int? Next);

    /// <summary>Marks what came up to this instant; without one, everything.</summary>
    internal sealed record MarkAll(DateTimeOffset? Until);

    /// <param name="Marked">How many were not read before.</param>
    internal sealed record MarkedAnswer(int Marked);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/notifications", ShowAsync);
        app.MapPost("/notifications/read", MarkAllAsync);
        app.MapPost("/notifications/{id:guid}/read", async (Guid id, ReadNotifications read, CancellationToken cancellation) =>
            await read.MarkAsync(id, cancellation) is null ? Results.NotFound() : Results.LocalRedirect("/notifications"));
        app.MapPost("/notifications/{id:guid}/open", async (Guid id, ReadNotifications read, CancellationToken cancellation) =>
            await read.MarkAsync(id, cancellation) is { } notification ? Results.LocalRedirect(notification.Path) : Results.NotFound());
        app.MapGet("/api/notifications", ListAsync)
            .WithSummary("The own notifications, newest first").Produces<Listing>();
        app.MapPost("/api/notifications/read", async (MarkAll body, ReadNotifications read, TimeProvider time, CancellationToken cancellation) =>
            Results.Ok(new MarkedAnswer(await read.MarkAllAsync(body.Until ?? time.GetUtcNow(), cancellation))))
            .WithSummary("Mark all own notifications up to an instant as read").Produces<MarkedAnswer>();
        app.MapPost("/api/notifications/{id:guid}/read", async (Guid id, ReadNotifications read, CancellationToken cancellation) =>
            await read.MarkAsync(id, cancellation) is null ? Results.NotFound() : Results.NoContent())
            .WithSummary("Mark one own notification as read").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, ReadNotifications read, TimeProvider time, CancellationToken cancellation)
    {
        var unread = await read.CountUnreadAsync(cancellation);
        return await TableQuery.AnswerAsync(request, NotificationsTable.Definition, read.Own(), time, table => Page.Show<NotificationsPage>(new { Table = table, Unread = unread }));
    }

    private static async Task<IResult> MarkAllAsync(HttpRequest request, ReadNotifications read, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (!DateTimeOffset.TryParseExact(form["until"], "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
            return Results.BadRequest();
        await read.MarkAllAsync(until, cancellation);
        return Results.LocalRedirect("/notifications");
    }

    private static async Task<IResult> ListAsync(ReadNotifications read, string? kind, bool? unread, int? page, int? size, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        var number = ApiPaging.Page(page);
        var rows = read.Own();
        if (kind is not null)
            rows = rows.Where(n => n.Kind == kind);
        if (unread is { } wanted)
            rows = rows.Where(n => n.ReadAt == null == wanted);
        var found = await rows.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Skip((number - 1) * take).Take(take + 1).ToListAsync(cancellation);
        return Results.Ok(new Listing(
            found.Take(take).Select(n => new Answer(n.Id, n.Kind, n.RecordKey, n.Words, n.Path, n.At, n.ReadAt)).ToList(),
            await read.CountUnreadAsync(cancellation), found.Count > take ? number + 1 : null));
    }
}
