using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Documents.Acknowledgements;

/// <summary>Acknowledging what is in force, and who has; for pages and programs.</summary>
internal static class AcknowledgementEndpoints
{
    /// <param name="Sha256">Hash of the file that was read.</param>
    internal sealed record AcknowledgeBody(string? Sha256);

    /// <param name="Sha256">Hash of the text in force; empty while none is.</param>
    /// <param name="People">Everybody of the organisation.</param>
    internal sealed record AcknowledgementList(string Sha256, IReadOnlyList<AcknowledgementRow> People);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(DocumentRegister.Path + "/{key}");
        pages.MapPost("/acknowledge", AcknowledgeAsync).RequireAuthorization(Permissions.Comment);
        pages.MapGet("/acknowledgements", ListAsync);
        var api = app.MapGroup("/api" + DocumentRegister.Path + "/{key}").WithTags(DocumentRegister.Definition.Plural);
        api.MapPost("/acknowledge", AcknowledgeByApiAsync).RequireAuthorization(Permissions.Comment)
            .WithSummary("Acknowledge the text in force; for the person who is signed in, not for tokens").Produces(StatusCodes.Status204NoContent);
        api.MapGet("/acknowledgements", ListByApiAsync).WithSummary("Who has acknowledged the text in force").Produces<AcknowledgementList>();
    }

    private static async Task<IResult> AcknowledgeAsync(string key, HttpRequest request, AcknowledgeDocument use, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await use.ExecuteAsync(key, form["sha256"], cancellation) switch
        {
            { IsMissing: true } => Results.NotFound(),
            { Why: { } why } => Page.Show<UploadRefusedPage>(new { Key = key, Errors = new FormErrors().Add("", why) }, StatusCodes.Status409Conflict),
            _ => Results.LocalRedirect(DocumentRegister.Definition.PathOf(key)),
        };
    }

    private static async Task<IResult> AcknowledgeByApiAsync(string key, AcknowledgeBody body, AcknowledgeDocument use, CancellationToken cancellation) => await use.ExecuteAsync(key, body.Sha256, cancellation) switch
    {
        { IsMissing: true } => Results.NotFound(),
        { Why: { } why } => Results.Problem(title: "refused", detail: why, statusCode: StatusCodes.Status409Conflict),
        _ => Results.NoContent(),
    };

    private static async Task<IResult> ListAsync(string key, HttpRequest request, TandemDbContext db, AcknowledgementRows rows, TimeProvider time, CancellationToken cancellation)
    {
        if (await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return Results.NotFound();
        var people = await rows.ReadAsync(document, cancellation);
        return await TableQuery.AnswerAsync(request, AcknowledgementsTable.Definition, people.AsQueryable(), time, page => Page.Show<AcknowledgementsPage>(new { Document = document, Table = page }));
    }

    private static async Task<IResult> ListByApiAsync(string key, TandemDbContext db, AcknowledgementRows rows, CancellationToken cancellation) =>
        await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is { } document
            ? Results.Ok(new AcknowledgementList(await rows.InForceAsync(document, cancellation), await rows.ReadAsync(document, cancellation))) : Results.NotFound();
}
