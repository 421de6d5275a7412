using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Management.Access.Profile;

/// <summary>The own account for programs.</summary>
internal static class ProfileApi
{
    internal sealed record Answer(string Id, string Name, string? Email, IReadOnlyList<string> Roles);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/account", (CurrentUser user) => Results.Ok(new Answer(user.Id, user.Name, user.Email, user.Roles)))
            .WithSummary("Who is signed in").Produces<Answer>();
        app.MapPost("/api/account/password", ChangePasswordAsync).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("Change the own password").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, PasswordForm form, ChangePassword change, CancellationToken cancellation)
    {
        var errors = await change.ExecuteAsync(http, form, cancellation);
        return errors.Any ? Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity) : Results.NoContent();
    }
}
