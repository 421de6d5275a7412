using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Documents.Text.Sections;

/// <summary>Sections of documents and what they serve, for programs.</summary>
internal static class SectionApi
{
    /// <param name="Place">Place of the heading in the text, from 1.</param>
    /// <param name="Heading">Its words.</param>
    /// <param name="Serves">Requirements such as `iso27001:A.5.1`, or a standard as a whole.</param>
    /// <param name="IsFromTemplate">True where the template says so and the heading nothing else.</param>
    internal sealed record SectionAnswer(int Place, string Heading, IReadOnlyList<string> Serves, bool IsFromTemplate);

    /// <param name="File">Number of the file in force, else of the newest; 0 for none.</param>
    /// <param name="IsInForce">Whether it is in force.</param>
    /// <param name="Sections">In the order of the text; those that serve nothing are left out.</param>
    internal sealed record Answer(int File, bool IsInForce, IReadOnlyList<SectionAnswer> Sections);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api" + DocumentRegister.Path).WithTags("Documents");
        api.MapGet("/sections", ListAsync)
            .WithSummary("Sections of documents in force, or of drafts where none is, that serve the requirement named").Produces<IReadOnlyList<ServingSection>>();
        api.MapGet("/{key}/sections", FindAsync)
            .WithSummary("Sections of a document and what they serve").Produces<Answer>();
    }

    private static async Task<IResult> ListAsync(string? requirement, FrameworkCatalogue catalogue, SectionQueries queries, CancellationToken cancellation) =>
        catalogue.Resolve(requirement) is { Requirement: { } known }
            ? Results.Ok(await queries.CurrentAsync(known.Id.ToString(), cancellation))
            : Results.Problem(catalogue.Resolve(requirement).Question ?? "say which requirement is meant, such as `?requirement=iso27001:A.5.1`", statusCode: StatusCodes.Status400BadRequest, title: "which requirement is meant");

    private static async Task<IResult> FindAsync(string key, TandemDbContext db, SectionQueries queries, CancellationToken cancellation)
    {
        if (await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return Results.NotFound();
        var number = document.CurrentFile;
        return Results.Ok(new Answer(number, document.PublishedFile > 0, [.. (await queries.OfFileAsync(key, number, cancellation)).GroupBy(row => row.Place)
            .Select(section => new SectionAnswer(section.Key, section.First().Heading, [.. section.Select(row => row.Serves)], section.First().IsFromTemplate))]));
    }
}
