using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks;

/// <summary>One requirement with its siblings, the evidence that fits, and what records can show. A bare number is answered with a question.</summary>
internal static class ShowRequirement
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/catalogue/{id}", (string id, FrameworkCatalogue catalogue) => catalogue.Resolve(id) switch
        {
            { Requirement: { } requirement } => Results.LocalRedirect(requirement.Url),
            var resolution => Page.Show<WhichStandardPage>(new { Resolution = resolution }, StatusCodes.Status400BadRequest),
        });
        app.MapGet("/catalogue/{standard}/{reference}", (string standard, string reference, FrameworkCatalogue catalogue) =>
            catalogue.Find(standard, reference) is { } requirement
                ? Page.Show<RequirementPage>(new { Requirement = requirement })
                : Results.NotFound());
        app.MapGet("/api/catalogue/{id}", (string id, FrameworkCatalogue catalogue) => catalogue.Resolve(id) switch
        {
            { Requirement: { } requirement } => Results.Json(RequirementAnswer.Of(requirement, catalogue)),
            var resolution => Results.Problem(resolution.Question, statusCode: StatusCodes.Status400BadRequest, title: "which requirement is meant",
                extensions: new Dictionary<string, object?> { ["candidates"] = resolution.Candidates.Select(candidate => candidate.Id.ToString()).ToArray() }),
        })
            .WithSummary("One requirement by identifier; a bare number is asked back").Produces<RequirementAnswer>();
        app.MapGet("/api/catalogue/{standard}/{reference}", (string standard, string reference, FrameworkCatalogue catalogue) =>
            catalogue.Find(standard, reference) is { } requirement ? Results.Json(RequirementAnswer.Of(requirement, catalogue)) : Results.NotFound())
            .WithSummary("One requirement").Produces<RequirementAnswer>();
    }
}
