using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Management.Frameworks.MappingDecisions;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks;

/// <summary>One requirement with its siblings, the evidence that fits, guidance, and what leads to it. A bare number is answered with a question.</summary>
internal static class ShowRequirement
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/catalogue/{id}", Find);
        app.MapGet("/catalogue/{standard}/{reference}", Show);
        app.MapGet("/api/catalogue/{id}", FindForApiAsync)
            .WithSummary("One requirement by identifier; a bare number is asked back").Produces<RequirementAnswer>();
        app.MapGet("/api/catalogue/{standard}/{reference}", ShowForApiAsync)
            .WithSummary("One requirement").Produces<RequirementAnswer>();
    }

    // A number whose wording shows another meaning leads to where it says, and there it is told.
    private static IResult Find(string id, FrameworkCatalogue catalogue) => catalogue.Resolve(id) switch
    {
        { Requirement: { } requirement } => Results.LocalRedirect(requirement.Url),
        { Named: { } named } => Results.LocalRedirect(QueryHelpers.AddQueryString(named.Url, "said", id.Trim())),
        var resolution => Page.Show<WhichStandardPage>(new { Resolution = resolution }, StatusCodes.Status400BadRequest),
    };

    private static IResult Show(string standard, string reference, string? said, FrameworkCatalogue catalogue) =>
        catalogue.Find(standard, reference) is { } requirement
            ? Page.Show<RequirementPage>(new { Requirement = requirement, Said = catalogue.Resolve(said) is { } resolution && resolution.Named == requirement ? resolution : null })
            : Results.NotFound();

    private static async Task<IResult> FindForApiAsync(string id, FrameworkCatalogue catalogue, MappingDecisionQueries decisions, CancellationToken cancellation)
    {
        var resolution = catalogue.Resolve(id);
        return (resolution.Requirement ?? resolution.Named) is { } requirement
            ? Results.Json(RequirementAnswer.Of(requirement, catalogue, await decisions.OfAsync(requirement.Id, cancellation), resolution.Aliases))
            : Results.Problem(resolution.Question, statusCode: StatusCodes.Status400BadRequest, title: "which requirement is meant",
                extensions: new Dictionary<string, object?> { ["candidates"] = resolution.Candidates.Select(candidate => candidate.Id.ToString()).ToArray() });
    }

    private static async Task<IResult> ShowForApiAsync(string standard, string reference, FrameworkCatalogue catalogue, MappingDecisionQueries decisions, CancellationToken cancellation) =>
        catalogue.Find(standard, reference) is { } requirement
            ? Results.Json(RequirementAnswer.Of(requirement, catalogue, await decisions.OfAsync(requirement.Id, cancellation), []))
            : Results.NotFound();
}
