using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access.Sessions;

namespace Tandem.Management.Access;

/// <summary>Ends this session, here and wherever its cookie was copied to; other sessions of the person go on. By POST, so that no link or image can do it.</summary>
internal static class SignOut
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapPost("/sign-out", HandleAsync);

    private static async Task<IResult> HandleAsync(CurrentUser user, EndSessions end, SignInManager<Account> signIn, CancellationToken cancellation)
    {
        if (user is { AccountId: { } account, SessionId: { } session })
            await end.EndOneAsync(account, session, SessionEnd.SignedOut, cancellation);
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }
}
