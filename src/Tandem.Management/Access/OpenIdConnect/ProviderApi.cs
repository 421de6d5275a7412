using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>The link of the own account for programs. Making one needs a browser.</summary>
internal static class ProviderApi
{
    internal sealed record Answer(string Provider, string Issuer, bool IsLinked);

    internal sealed record Undoing
    {
        public string Password { get; init; } = "";

        public override string ToString() => nameof(Undoing); // the member is a secret
    }

    internal static void Map(IEndpointRouteBuilder app, SignInProvider provider)
    {
        var api = app.MapGroup("/api/account/provider");
        api.MapGet("", async (HttpContext http, LinkProvider link) => Results.Ok(new Answer(provider.DisplayName, provider.Issuer, await link.IsLinkedAsync(http))))
            .WithSummary("Whether the own account is linked at the identity provider");
        api.MapPost("/undo", UndoAsync).RequireRateLimiting(AccessFeature.SignInLimit)
            .WithSummary("Undo the link of the own account at the identity provider");
    }

    private static async Task<IResult> UndoAsync(HttpContext http, Undoing body, LinkProvider link, CancellationToken cancellation)
    {
        var errors = await link.UndoAsync(http, body.Password, cancellation);
        return errors.Any ? Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity) : Results.NoContent();
    }
}
