using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Ui;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Which roles must have a second factor, for those who administer, as a page and as JSON.</summary>
internal static class SecondFactorRuleEndpoints
{
    internal const string Path = "/settings/second-factor";

    internal sealed record Answer(IReadOnlyList<string> Roles);

    internal sealed record Body(IReadOnlyList<string>? Roles, string? Reason);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, async (HttpRequest request, SecondFactorRules rules, CancellationToken cancellation) =>
            Page.Show<SecondFactorRulePage>(new { Chosen = await rules.ReadAsync(cancellation), IsSaved = request.Query["done"] == "saved" })).RequireAuthorization(Permissions.Administer);
        app.MapPost(Path, ChangeAsync).RequireAuthorization(Permissions.Administer);
        app.MapGet("/api/settings/second-factor", async (SecondFactorRules rules, CancellationToken cancellation) => Results.Ok(new Answer(await rules.ReadAsync(cancellation))))
            .RequireAuthorization(Permissions.Administer)
            .WithSummary("Roles that must have a second factor").Produces<Answer>();
        app.MapPut("/api/settings/second-factor", ChangeByApiAsync).RequireAuthorization(Permissions.Administer)
            .WithSummary("Say which roles must have a second factor").Produces<Answer>();
    }

    private static async Task<IResult> ChangeAsync(HttpRequest request, SecondFactorRules rules, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        string[] chosen = [.. form["roles"].OfType<string>()];
        var errors = await rules.ChangeAsync(chosen, form["reason"], cancellation);
        return errors.Any
            ? Page.Show<SecondFactorRulePage>(new { Chosen = (IReadOnlyList<string>)chosen, Errors = errors }, StatusCodes.Status422UnprocessableEntity)
            : Results.LocalRedirect(Path + "?done=saved");
    }

    private static async Task<IResult> ChangeByApiAsync(Body body, SecondFactorRules rules, CancellationToken cancellation)
    {
        var errors = await rules.ChangeAsync(body.Roles ?? [], body.Reason, cancellation);
        return errors.Any
            ? Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity)
            : Results.Ok(new Answer(await rules.ReadAsync(cancellation)));
    }
}
