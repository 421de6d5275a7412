using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Accounts;

/// <summary>The page that a one-time link leads to. Unknown, used and too old links, and those of disabled accounts, are answered alike.</summary>
internal static class JoinEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(AccountLinks.Path, OpenAsync).AllowAnonymous().RequireRateLimiting(AccessFeature.SignInLimit);
        app.MapPost(AccountLinks.Path, HandleAsync).AllowAnonymous().RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> OpenAsync(HttpRequest request, AccountLinks links, TandemDbContext db, CancellationToken cancellation) =>
        await ShowAsync(request.Query["token"].ToString(), FormErrors.None, links, db, cancellation);

    private static async Task<IResult> HandleAsync(
        HttpRequest request, AccountLinks links, AcceptLink accept, GiveSession session, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var token = form["token"].ToString();
        var password = form["password"].ToString();
        var errors = new FormErrors();
        PasswordRules.Check(password, form["repeat"].ToString(), errors);
        if (errors.Any)
            return await ShowAsync(token, errors, links, db, cancellation);
        var (account, isInvitation, refusal) = await accept.ExecuteAsync(token, password, cancellation);
        if (account is null)
        {
            db.ChangeTracker.Clear();
            return await ShowAsync(token, refusal, links, db, cancellation);
        }
        // A new password alone must not stand in for the second factor: there, signing in comes next.
        return isInvitation && await session.BeginAsync(account, SignInMethods.InvitationLink) ? Results.LocalRedirect("/") : Page.Show<JoinDonePage>();
    }

    private static async Task<IResult> ShowAsync(string token, FormErrors errors, AccountLinks links, TandemDbContext db, CancellationToken cancellation)
    {
        if (await links.FindAsync(token, cancellation) is not { } link)
            return Page.Show<JoinRefusedPage>(status: StatusCodes.Status404NotFound);
        var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == link.AccountId, cancellation);
        return Page.Show<JoinPage>(
            new { Token = token, Name = account.DisplayName, account.Email, IsInvitation = account.JoinedAt is null, Errors = errors },
            errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
