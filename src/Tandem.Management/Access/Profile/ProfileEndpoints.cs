using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.Profile;

/// <summary>The pages on which a person looks after the own account.</summary>
internal static class ProfileEndpoints
{
    internal const string PasswordChanged = "password";
    internal const string SecondFactorOff = "second-factor-off";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account", (HttpContext http, string? done, ShowProfile show, CancellationToken cancellation) => show.AnswerAsync(http, done, FormErrors.None, cancellation));
        app.MapPost("/account/password", ChangePasswordAsync).RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, ChangePassword change, ShowProfile show, CancellationToken cancellation)
    {
        var errors = await change.ExecuteAsync(http, PasswordForm.From(await http.Request.ReadFormAsync(cancellation)), cancellation);
        return errors.Any
            ? await show.AnswerAsync(http, done: null, errors, cancellation)
            : Results.LocalRedirect($"/account?done={PasswordChanged}");
    }
}
