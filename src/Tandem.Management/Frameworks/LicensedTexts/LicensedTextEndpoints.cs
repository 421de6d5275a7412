using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>Pages of licensed texts.</summary>
internal static class LicensedTextEndpoints
{
    internal const string Path = "/licensed-text";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpRequest request, LicensedTextQueries queries, TimeProvider time, CancellationToken cancellation) => ListAsync(request, null, queries, time, cancellation));
        app.MapPost(Path + "/import", ImportAsync).RequireAuthorization(Permissions.Manage).WithMetadata(new UploadLimit(LicensedTextLimits.File));
        app.MapPost(Path + "/remove", RemoveAllAsync).RequireAuthorization(Permissions.Manage);
        app.MapGet(Path + "/{standard}/{reference}", EditAsync).RequireAuthorization(Permissions.Manage);
        app.MapPost(Path + "/{standard}/{reference}", SaveAsync).RequireAuthorization(Permissions.Manage);
        app.MapPost(Path + "/{standard}/{reference}/remove", RemoveAsync).RequireAuthorization(Permissions.Manage);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, TakenTexts? taken, LicensedTextQueries queries, TimeProvider time, CancellationToken cancellation)
    {
        var rows = await queries.AllAsync(cancellation);
        var licence = request.HasFormContentType ? (await request.ReadFormAsync(cancellation))[LicensedTextForm.LicenceField].ToString() : null;
        return await TableQuery.AnswerAsync(
            request, LicensedTextTable.Definition, rows.AsQueryable(), time,
            page => Page.Show<LicensedTextsPage>(new { Table = page, Taken = taken, Licence = licence }, taken is { Problems.Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK), Path);
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, TakeLicensedTexts take, LicensedTextQueries queries, TimeProvider time, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        return await ListAsync(request, await take.TakeAsync(await request.ReadFormAsync(cancellation), cancellation), queries, time, cancellation);
    }

    private static async Task<IResult> RemoveAllAsync(string? standard, HttpRequest request, TakeLicensedTexts take, LicensedTextQueries queries, TimeProvider time, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await ListAsync(request, await take.RemoveAsync(standard, form["reason"], cancellation), queries, time, cancellation);
    }

    private static async Task<IResult> EditAsync(string standard, string reference, FrameworkCatalogue catalogue, LicensedTextQueries queries, CancellationToken cancellation) =>
        catalogue.Find(standard, reference) is { } requirement
            ? Page.Show<LicensedTextPage>(new { Requirement = requirement, Form = LicensedTextForm.From(await queries.FindAsync(requirement.Id, cancellation)) })
            : Results.NotFound();

    private static async Task<IResult> SaveAsync(string standard, string reference, HttpRequest request, FrameworkCatalogue catalogue, SaveLicensedText save, CancellationToken cancellation)
    {
        if (catalogue.Find(standard, reference) is not { } requirement)
            return Results.NotFound();
        var form = LicensedTextForm.From(await request.ReadFormAsync(cancellation));
        return Answer(requirement, form, await save.SaveAsync(requirement, form, cancellation));
    }

    private static async Task<IResult> RemoveAsync(
        string standard, string reference, HttpRequest request, FrameworkCatalogue catalogue, LicensedTextQueries queries, SaveLicensedText save, CancellationToken cancellation)
    {
        if (catalogue.Find(standard, reference) is not { } requirement)
            return Results.NotFound();
        var form = await request.ReadFormAsync(cancellation);
        var entered = LicensedTextForm.From(await queries.FindAsync(requirement.Id, cancellation));
        return Answer(requirement, entered, await save.RemoveAsync(requirement, Records.RecordForm.Version(form), form["reason"], cancellation));
    }

    private static IResult Answer(Requirement requirement, LicensedTextForm form, LicensedTextOutcome outcome) => outcome switch
    {
        LicensedTextOutcome.Saved => Results.LocalRedirect(requirement.Url + "#licensed-text"),
        LicensedTextOutcome.Invalid invalid => Page.Show<LicensedTextPage>(new { Requirement = requirement, Form = form, invalid.Errors }, StatusCodes.Status422UnprocessableEntity),
        // What was entered stays, now on top of the version that it would replace, which stands beside it.
        LicensedTextOutcome.Conflict conflict => Page.Show<LicensedTextPage>(
            new { Requirement = requirement, Form = form with { Version = conflict.Stored?.Version ?? 0 }, Errors = new FormErrors().Add("", conflict.Words), Meanwhile = conflict.Stored }, StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException("saving cannot end otherwise"),
    };
}
