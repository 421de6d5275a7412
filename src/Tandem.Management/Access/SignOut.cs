using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Access;

/// <summary>Ends the session, here and wherever its cookie was copied to: the account's stamp changes, so all its sessions end. By POST, so that no link or image can do it.</summary>
internal static class SignOut
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapPost("/sign-out", HandleAsync);

    private static async Task<IResult> HandleAsync(
        HttpContext http, TandemDbContext db, UserManager<Account> users, SignInManager<Account> signIn, EndedSessions ended, ChangeContext change)
    {
        change.Reason = "signed out";
        if (await users.GetUserAsync(http.User) is { } account)
        {
            await ChangeStampAsync(account, db, users);
            ended.Add(http.User);
        }
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task ChangeStampAsync(Account account, TandemDbContext db, UserManager<Account> users)
    {
        const int attempts = 5;
        for (var i = 1; !(await users.UpdateSecurityStampAsync(account)).Succeeded; i++)
        {
            // Something else changed the account at this moment, such as an attempt to sign in.
            if (i == attempts)
                throw new InvalidOperationException("the session could not be ended; the account is changed by something else all the time");
            await db.Entry(account).ReloadAsync();
        }
    }
}
