using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Access.Sessions;

/// <summary>The page of the own sessions; its forms work without JavaScript.</summary>
internal static class SessionEndpoints
{
    private const string Path = "/account/sessions";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowAsync);
        app.MapPost(Path + "/{id:guid}/end", EndAsync);
        app.MapPost(Path + "/end-others", EndOthersAsync);
    }

    /// <summary>The sessions of the person who asks.</summary>
    internal static IQueryable<Session> Own(TandemDbContext db, CurrentUser user) => db.Sessions.AsNoTracking().Where(s => s.AccountId == user.AccountId);

    private static Task<IResult> ShowAsync(HttpRequest request, TandemDbContext db, CurrentUser user, ManagementOptions options) => TableQuery.AnswerAsync(
        request, SessionsTable.Definition(user.SessionId, options.TimeProvider.GetUtcNow(), options.SessionIdleLimit), Own(db, user), options.TimeProvider,
        table => Page.Show<SessionsPage>(new { Table = table, Ended = int.TryParse(request.Query["ended"], NumberStyles.None, CultureInfo.InvariantCulture, out var ended) ? ended : (int?)null }));

    private static async Task<IResult> EndAsync(Guid id, CurrentUser user, EndSessions end, CancellationToken cancellation) =>
        user.AccountId is { } account && await end.EndOneAsync(account, id, SessionEnd.EndedByOwner, cancellation) ? Back(1) : Results.NotFound();

    private static async Task<IResult> EndOthersAsync(CurrentUser user, EndSessions end, CancellationToken cancellation) =>
        user is { AccountId: { } account, SessionId: { } own } ? Back(await end.EndAllAsync(account, own, SessionEnd.EndedByOwner, cancellation)) : Results.NotFound();

    private static IResult Back(int ended) => Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{Path}?ended={ended}"));
}
