using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Management.Access;

/// <summary>Gives API clients, which read no forms, the token to send with each change.</summary>
internal static class IssueAntiforgeryToken
{
    internal sealed record Answer(string Header, string Token);

    internal static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/antiforgery", Handle)
            .WithTags("About the API").WithSummary("The token that each change of a session carries").Produces<Answer>();

    private static JsonHttpResult<Answer> Handle(HttpContext http, IAntiforgery antiforgery) =>
        TypedResults.Json(new Answer(AntiforgeryGuard.HeaderName, antiforgery.GetAndStoreTokens(http).RequestToken!));
}
