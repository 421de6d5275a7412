using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access.SecondFactor;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Profile;

/// <summary>The pages on which a person looks after the own account.</summary>
internal static class ProfileEndpoints
{
    internal const string PasswordChanged = "password";
    internal const string SecondFactorOff = "second-factor-off";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account", (HttpContext http, string? done, ChangeSecondFactor factor, CancellationToken cancellation) =>
            ShowAsync(http, done, FormErrors.None, factor, cancellation));
        app.MapPost("/account/password", ChangePasswordAsync).RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, ChangePassword change, ChangeSecondFactor factor, CancellationToken cancellation)
    {
        var errors = await change.ExecuteAsync(http, PasswordForm.From(await http.Request.ReadFormAsync(cancellation)), cancellation);
        return errors.Any
            ? await ShowAsync(http, done: null, errors, factor, cancellation)
            : Results.LocalRedirect($"/account?done={PasswordChanged}");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string? done, FormErrors errors, ChangeSecondFactor factor, CancellationToken cancellation) => Page.Show<ProfilePage>(
        new { Done = done, SecondFactor = await factor.ReadAsync(http, cancellation), Errors = errors },
        errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
