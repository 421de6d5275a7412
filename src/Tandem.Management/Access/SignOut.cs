using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Management.Access;

/// <summary>Ends the session; by POST, so that no link or image can do it.</summary>
internal static class SignOut
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapPost("/sign-out", HandleAsync);

    private static async Task<IResult> HandleAsync(SignInManager<Account> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }
}
