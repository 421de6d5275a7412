using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Ui;

namespace Tandem.Management.Access;

/// <summary>Creates the first administrator from the one-time link and signs the person in.</summary>
internal static class SetUp
{
    private static readonly EmailAddressAttribute EmailRule = new();

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/setup", ShowAsync).AllowAnonymous().RequireRateLimiting(AccessFeature.SignInLimit);
        app.MapPost("/setup", HandleAsync).AllowAnonymous().RequireRateLimiting(AccessFeature.SignInLimit);
    }

    private static async Task<IResult> ShowAsync(string? token, FirstAdministrator administrator, CancellationToken cancellation) =>
        await administrator.IsValidAsync(token, cancellation)
            ? Page.Show<SetUpPage>(new { Token = token })
            : Page.Show<SetUpRefusedPage>(status: StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        HttpRequest request, FirstAdministrator administrator, UserManager<Account> users, GiveSession session, ManagementStartup startup, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var token = form["token"].ToString();
        var name = form["name"].ToString().Trim();
        var email = form["email"].ToString().Trim();
        var password = form["password"].ToString();
        if (!await administrator.IsValidAsync(token, cancellation))
            return Page.Show<SetUpRefusedPage>(status: StatusCodes.Status404NotFound);

        var errors = Check(name, email, password, form["repeat"].ToString());
        if (!errors.Any)
        {
            var result = await administrator.CreateAsync(token, email, name, password, cancellation);
            if (result.Succeeded)
            {
                startup.FirstAdministratorLink = null;
                await session.BeginAsync((await users.FindByEmailAsync(email))!, SignInMethods.SetUpLink);
                return Results.LocalRedirect("/");
            }
            foreach (var error in result.Errors)
                errors.Add(error.Code.StartsWith("Password", StringComparison.Ordinal) ? "password" : "", error.Description);
        }
        return Page.Show<SetUpPage>(new { Token = token, Name = name, Email = email, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
    }

    private static FormErrors Check(string name, string email, string password, string repeat)
    {
        var errors = new FormErrors();
        if (name.Length is 0 or > 200)
            errors.Add("name", "enter your name, at most 200 characters");
        if (email.Length is 0 or > 256 || !EmailRule.IsValid(email))
            errors.Add("email", "enter an e-mail address such as `ada@example.org`");
        PasswordRules.Check(password, repeat, errors);
        return errors;
    }
}
