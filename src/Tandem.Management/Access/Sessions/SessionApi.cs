using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Database;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Access.Sessions;

/// <summary>The own sessions as JSON; search, order and pages are those of the page's address.</summary>
internal static class SessionApi
{
    internal sealed record Answer(
        Guid Id, bool IsThis, string SeenWith, string SeenFrom, string Method, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, DateTimeOffset EndsAt, DateTimeOffset? EndedAt, string? EndedBecause);

    /// <summary>Next is the number to give as `page` for the next page; null on the last.</summary>
    internal sealed record Listing(IReadOnlyList<Answer> Sessions, int Total, int? Next);

    internal sealed record EndedAnswer(int Ended);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/account/sessions");
        api.MapGet("", ListAsync)
            .WithSummary("The own sessions").Produces<Listing>();
        api.MapPost("/{id:guid}/end", async (Guid id, CurrentUser user, EndSessions end, CancellationToken cancellation) =>
            user.AccountId is { } account && await end.EndOneAsync(account, id, SessionEnd.EndedByOwner, cancellation) ? Results.NoContent() : Results.NotFound())
            .WithSummary("End one of the own sessions").Produces(StatusCodes.Status204NoContent);
        api.MapPost("/end-others", async (CurrentUser user, EndSessions end, CancellationToken cancellation) =>
            user is { AccountId: { } account, SessionId: { } own } ? Results.Ok(new EndedAnswer(await end.EndAllAsync(account, own, SessionEnd.EndedByOwner, cancellation))) : Results.NotFound())
            .WithSummary("End all own sessions but this one").Produces<EndedAnswer>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, TandemDbContext db, CurrentUser user, ManagementOptions options)
    {
        var table = SessionsTable.Definition(user.SessionId, options.TimeProvider.GetUtcNow(), options.SessionIdleLimit);
        var page = await TableQuery.LoadAsync(request, table, SessionEndpoints.Own(db, user), options.TimeProvider);
        return Results.Ok(new Listing(
            [.. page.Rows.Select(s => new Answer(s.Id, s.Id == user.SessionId, s.SeenWith, s.SeenFrom, s.Method, s.StartedAt, s.LastSeenAt, s.EndsAt, s.EndedAt, s.EndedBecause))],
            page.Matching, page.Next is null ? null : page.State.Place.Page + 1));
    }
}
