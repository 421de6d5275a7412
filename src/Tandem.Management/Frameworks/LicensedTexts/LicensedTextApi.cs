using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>Licensed texts for programs.</summary>
internal static class LicensedTextApi
{
    /// <param name="Standard">`iso27001` or `iso42001`.</param>
    /// <param name="Reason">Why; needed.</param>
    internal sealed record Removal(string? Standard, string? Reason);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/licensed-text").WithTags("Frameworks");
        api.MapGet("", ListAsync)
            .WithSummary("Which requirements have a text out of the organisation's own licensed copy; the words are left out").Produces<IReadOnlyList<LicensedTextAnswer>>();
        api.MapGet("/{standard}/{reference}", FindAsync)
            .WithSummary("The licensed text of one requirement").Produces<LicensedTextAnswer>();
        api.MapPut("/{standard}/{reference}", SaveAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Store the licensed text of one requirement").Produces<LicensedTextAnswer>();
        api.MapPost("/{standard}/{reference}/remove", RemoveAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Take the words of one requirement out of the database").Produces<LicensedTextAnswer>();
        api.MapPost("/import", ImportAsync).RequireAuthorization(Permissions.Manage).WithMetadata(new UploadLimit(LicensedTextLimits.File))
            .WithSummary("Store the texts of a CSV file, all or none: parts `file` and `licence`").Produces<TakenTexts>();
        api.MapPost("/remove", RemoveAllAsync).RequireAuthorization(Permissions.Manage)
            .WithSummary("Take the words of all requirements of a standard out of the database").Produces<TakenTexts>();
    }

    private static async Task<IResult> ListAsync(LicensedTextQueries queries, CancellationToken cancellation) =>
        Results.Ok((await queries.AllAsync(cancellation)).Where(row => row.HasText).Select(row => LicensedTextAnswer.Of(row.Requirement, row.Stored) with { Text = null }));

    private static async Task<IResult> FindAsync(string standard, string reference, FrameworkCatalogue catalogue, LicensedTextQueries queries, CancellationToken cancellation) =>
        catalogue.Find(standard, reference) is { } requirement
            ? Results.Ok(LicensedTextAnswer.Of(requirement, await queries.FindAsync(requirement.Id, cancellation)))
            : Results.NotFound();

    private static async Task<IResult> SaveAsync(
        string standard, string reference, LicensedTextForm form, FrameworkCatalogue catalogue, LicensedTextQueries queries, SaveLicensedText save, CancellationToken cancellation) =>
        catalogue.Find(standard, reference) is { } requirement
            ? await AnswerAsync(requirement, await save.SaveAsync(requirement, form, cancellation), queries, cancellation)
            : Results.NotFound();

    private static async Task<IResult> RemoveAsync(
        string standard, string reference, VersionAndReason body, FrameworkCatalogue catalogue, LicensedTextQueries queries, SaveLicensedText save, CancellationToken cancellation) =>
        catalogue.Find(standard, reference) is { } requirement
            ? await AnswerAsync(requirement, await save.RemoveAsync(requirement, body.Version, body.Reason, cancellation), queries, cancellation)
            : Results.NotFound();

    private static async Task<IResult> ImportAsync(HttpRequest request, TakeLicensedTexts take, CancellationToken cancellation) => request.HasFormContentType
        ? Answer(await take.TakeAsync(await request.ReadFormAsync(cancellation), cancellation))
        : Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> RemoveAllAsync(Removal body, TakeLicensedTexts take, CancellationToken cancellation) =>
        Answer(await take.RemoveAsync(body.Standard, body.Reason, cancellation));

    private static IResult Answer(TakenTexts taken) => taken.Problems.Count == 0
        ? Results.Ok(taken)
        : Results.Problem(title: "nothing was changed", detail: taken.Problems[0], statusCode: StatusCodes.Status422UnprocessableEntity, extensions: new Dictionary<string, object?> { ["problems"] = taken.Problems });

    private static async Task<IResult> AnswerAsync(Requirement requirement, LicensedTextOutcome outcome, LicensedTextQueries queries, CancellationToken cancellation) => outcome switch
    {
        LicensedTextOutcome.Saved => Results.Ok(LicensedTextAnswer.Of(requirement, await queries.FindAsync(requirement.Id, cancellation))),
        LicensedTextOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        LicensedTextOutcome.Conflict conflict => Results.Problem(
            title: "changed meanwhile", detail: conflict.Words, statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["stored"] = LicensedTextAnswer.Of(requirement, conflict.Stored) }),
        _ => throw new InvalidOperationException("saving cannot end otherwise"),
    };
}
