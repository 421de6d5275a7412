using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Profile;

/// <summary>The pages on which a person looks after the own account.</summary>
internal static class ProfileEndpoints
{
    internal const string PasswordChanged = "password";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account", (string? done) => Page.Show<ProfilePage>(new { Done = done }));
        app.MapPost("/account/password", ChangePasswordAsync).RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, ChangePassword change, CancellationToken cancellation)
    {
        var errors = await change.ExecuteAsync(http, PasswordForm.From(await http.Request.ReadFormAsync(cancellation)), cancellation);
        return errors.Any
            ? Page.Show<ProfilePage>(new { Errors = errors }, StatusCodes.Status422UnprocessableEntity)
            : Results.LocalRedirect($"/account?done={PasswordChanged}");
    }
}
