using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Documents.Text.Import;
using Tandem.Management.Documents.Text.Pdf;
using Tandem.Management.Documents.Text.Word;
using Tandem.Management.Export.Pdf;
using Tandem.Management.Files;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents.Text;

/// <summary>Writing, filling in, freezing and reading the text of a document; for pages and programs.</summary>
internal static class DocumentTextEndpoints
{
    /// <param name="Text">Markdown with placeholders.</param>
    /// <param name="Version">Version of the document that was seen.</param>
    /// <param name="Reason">What is new in it; may be empty.</param>
    internal sealed record TextBody(string? Text, int Version, string? Reason);

    /// <param name="Fields">Text by name of the placeholder; empty takes the entry away.</param>
    /// <param name="Version">Version of the document that was seen.</param>
    /// <param name="Reason">Why; may be empty.</param>
    internal sealed record FieldsBody(Dictionary<string, string?>? Fields, int Version, string? Reason);

    internal sealed record FieldAnswer(string Name, string Explain, string From, string? Link, bool IsManual, string Text);

    /// <summary>The text as it is worked on, and what its placeholders stand for now.</summary>
    /// <param name="File">Number of the draft; null while there is no text that is written here.</param>
    /// <param name="IsFrozen">True when the newest file is that text, filled in.</param>
    /// <param name="Text">Markdown.</param>
    /// <param name="Fields">In the order of the text.</param>
    /// <param name="Drift">What differs from the text in force, or the newest frozen one.</param>
    /// <param name="Version">Version of the document.</param>
    internal sealed record TextAnswer(int? File, bool IsFrozen, string Text, IReadOnlyList<FieldAnswer> Fields, IReadOnlyList<DriftedField> Drift, int Version);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(DocumentRegister.Path + "/{key}");
        pages.MapGet("/text", ShowAsync);
        pages.MapPost("/text", SaveAsync).RequireAuthorization(Permissions.EditOwn);
        pages.MapPost("/text/import", ImportAsync).RequireAuthorization(Permissions.EditOwn).WithMetadata(new UploadLimit(DocumentLimits.FileBytes));
        pages.MapPost("/text/fields", FillAsync).RequireAuthorization(Permissions.EditOwn);
        pages.MapPost("/text/freeze", FreezeAsync).RequireAuthorization(Permissions.EditOwn);
        pages.MapGet("/files/{number:int}/read", ReadAsync).AllowGuests();
        pages.MapGet("/files/{number:int}/html", SendHtmlAsync).SendsFiles().AllowGuests();
        pages.MapGet("/files/{number:int}/docx", SendWordAsync).SendsFiles().AllowGuests();
        pages.MapGet("/files/{number:int}/pdf", SendPdfAsync).SendsFiles().AllowGuests();
        var api = app.MapGroup("/api" + DocumentRegister.Path + "/{key}/text").WithTags(DocumentRegister.Definition.Plural);
        api.MapGet("", GetAsync).WithSummary("The text of a document and what its placeholders stand for").Produces<TextAnswer>();
        api.MapPut("", async (string key, TextBody body, WriteText use, CancellationToken cancellation) => RecordApi<Document>.Result(DocumentRegister.Definition, await use.SaveAsync(key, body.Version, body.Text, body.Reason, cancellation)))
            .RequireAuthorization(Permissions.EditOwn).WithSummary("Write the text of a document").Produces<RecordApi<Document>.Answer>();
        api.MapPost("/import", ImportByApiAsync).RequireAuthorization(Permissions.EditOwn).WithMetadata(new UploadLimit(DocumentLimits.FileBytes))
            .WithSummary("Read a Word or Markdown file as text; nothing is stored, the text is then written as any other").Produces<ImportedText>();
        api.MapPut("/fields", async (string key, FieldsBody body, WriteText use, CancellationToken cancellation) => RecordApi<Document>.Result(DocumentRegister.Definition, await use.FillAsync(key, body.Version, body.Fields, body.Reason, cancellation)))
            .RequireAuthorization(Permissions.EditOwn).WithSummary("Enter what placeholders stand for").Produces<RecordApi<Document>.Answer>();
        api.MapPost("/freeze", async (string key, VersionAndReason body, WriteText use, CancellationToken cancellation) => RecordApi<Document>.Result(DocumentRegister.Definition, await use.FreezeAsync(key, body.Version, body.Reason, cancellation)))
            .RequireAuthorization(Permissions.EditOwn).WithSummary("Fill in the text and freeze it").Produces<RecordApi<Document>.Answer>();
    }

    private static async Task<IResult> GetAsync(string key, DocumentTexts texts, LiveValues values, CancellationToken cancellation)
    {
        if (await texts.ReadAsync(key, cancellation) is not { } text)
            return Results.NotFound();
        return Results.Ok(new TextAnswer(text.Draft?.Number, text.IsFrozen, text.Text,
            [.. text.Fields.Select(field => new FieldAnswer(field.Name, field.Explain, field.From, field.Link, field.IsManual, field.Words))],
            text.Newest is { FrozenFrom: not null } frozen ? DocumentDrift.Of(frozen.FilledFields, await values.ReadAsync(text.Document, frozen.FilledFields.Select(field => field.Name).ToList(), cancellation)) : [], text.Document.Version));
    }

    private static async Task<IResult> ShowAsync(string key, DocumentTexts texts, CancellationToken cancellation) =>
        await PageAsync(key, null, FormErrors.None, StatusCodes.Status200OK, texts, cancellation);

    private static async Task<IResult> SaveAsync(string key, HttpRequest request, WriteText use, DocumentTexts texts, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await AnswerAsync(key, await use.SaveAsync(key, RecordForm.Version(form), form["text"], form["reason"], cancellation), form["text"], texts, db, cancellation);
    }

    private static async Task<IResult> ImportAsync(string key, HttpRequest request, DocumentTexts texts, RecordRights rights, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellation);
        if (await texts.ReadAsync(key, cancellation) is not { } text)
            return Results.NotFound();
        if (!rights.MayEdit(DocumentRegister.Definition, text.Document))
            return Page.Show<DocumentTextPage>(new { Text = text, Errors = new FormErrors().Add("", rights.WhyNot(DocumentRegister.Definition, text.Document)) }, StatusCodes.Status403Forbidden);
        try
        {
            var read = await ImportText.ReadAsync(form, cancellation);
            return Page.Show<DocumentTextPage>(new { Text = text, Entered = read.Text, Imported = read });
        }
        catch (UnreadableTextException unreadable)
        {
            return Page.Show<DocumentTextPage>(new { Text = text, Errors = new FormErrors().Add(ReceivedFile.Field, unreadable.Message) }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> ImportByApiAsync(string key, HttpRequest request, TandemDbContext db, RecordRights rights, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellation);
        if (await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return Results.NotFound();
        if (!rights.MayEdit(DocumentRegister.Definition, document))
            return Results.Problem(rights.WhyNot(DocumentRegister.Definition, document), statusCode: StatusCodes.Status403Forbidden);
        try
        {
            return Results.Ok(await ImportText.ReadAsync(form, cancellation));
        }
        catch (UnreadableTextException unreadable)
        {
            return Results.ValidationProblem(new FormErrors().Add(ReceivedFile.Field, unreadable.Message).ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> FillAsync(string key, HttpRequest request, WriteText use, DocumentTexts texts, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var entries = form.Where(pair => pair.Key.StartsWith("field-", StringComparison.Ordinal)).ToDictionary(pair => pair.Key["field-".Length..], pair => (string?)pair.Value.ToString(), StringComparer.Ordinal);
        return await AnswerAsync(key, await use.FillAsync(key, RecordForm.Version(form), entries, form["reason"], cancellation), null, texts, db, cancellation);
    }

    private static async Task<IResult> FreezeAsync(string key, HttpRequest request, WriteText use, DocumentTexts texts, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await AnswerAsync(key, await use.FreezeAsync(key, RecordForm.Version(form), form["reason"], cancellation), null, texts, db, cancellation);
    }

    private static async Task<IResult> AnswerAsync(string key, RecordOutcome<Document> outcome, string? entered, DocumentTexts texts, TandemDbContext db, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        return outcome switch
        {
            RecordOutcome<Document>.Saved => Results.LocalRedirect($"{DocumentRegister.Path}/{key}/text"),
            RecordOutcome<Document>.Missing => Results.NotFound(),
            RecordOutcome<Document>.Invalid invalid => await PageAsync(key, entered, invalid.Errors, StatusCodes.Status422UnprocessableEntity, texts, cancellation),
            RecordOutcome<Document>.Forbidden forbidden => await PageAsync(key, entered, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, texts, cancellation),
            RecordOutcome<Document>.Refused refused => await PageAsync(key, entered, new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict, texts, cancellation),
            // What was entered stays; saving it once more is then a decision against what is stored.
            RecordOutcome<Document>.Conflict conflict => await PageAsync(key, entered, new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed {key} meanwhile; what you entered is still below: look at what is stored and save again"), StatusCodes.Status409Conflict, texts, cancellation),
            _ => throw new InvalidOperationException($"writing cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> PageAsync(string key, string? entered, FormErrors errors, int status, DocumentTexts texts, CancellationToken cancellation) =>
        await texts.ReadAsync(key, cancellation) is { } text ? Page.Show<DocumentTextPage>(new { Text = text, Entered = entered, Errors = errors }, status) : Results.NotFound();

    private static async Task<IResult> ReadAsync(string key, int number, TandemDbContext db, RecordRights rights, DocumentTexts texts, CancellationToken cancellation) =>
        await FindAsync(key, number, db, rights, texts, cancellation) is { } found
            ? Page.Show<ReadDocumentPage>(new { found.Document, found.File, Text = await texts.ReadAsync(found.File, cancellation) }) : Results.NotFound();

    private static async Task<IResult> SendHtmlAsync(string key, int number, TandemDbContext db, RecordRights rights, DocumentTexts texts, CancellationToken cancellation) =>
        await FindAsync(key, number, db, rights, texts, cancellation) is { } found
            ? Results.File(System.Text.Encoding.UTF8.GetBytes(DocumentHtml.Of(found.Document, found.File, await texts.ReadAsync(found.File, cancellation))), "text/html; charset=utf-8", System.IO.Path.ChangeExtension(found.File.Name, ".html")) : Results.NotFound();

    private static async Task<IResult> SendWordAsync(string key, int number, TandemDbContext db, RecordRights rights, DocumentTexts texts, CancellationToken cancellation) =>
        await FindAsync(key, number, db, rights, texts, cancellation) is { } found
            ? Results.File(DocumentWord.Of(found.Document, found.File, await texts.ReadAsync(found.File, cancellation)), DocumentWord.MediaType, System.IO.Path.ChangeExtension(found.File.Name, ".docx")) : Results.NotFound();

    private static async Task<IResult> SendPdfAsync(string key, int number, TandemDbContext db, RecordRights rights, DocumentTexts texts, CancellationToken cancellation) =>
        await FindAsync(key, number, db, rights, texts, cancellation) is { } found
            ? Results.File(DocumentPdf.Of(found.Document, found.File, await texts.ReadAsync(found.File, cancellation)), PdfFile.MediaType, System.IO.Path.ChangeExtension(found.File.Name, ".pdf")) : Results.NotFound();

    private static async Task<(Document Document, DocumentFile File)?> FindAsync(string key, int number, TandemDbContext db, RecordRights rights, DocumentTexts texts, CancellationToken cancellation) =>
        await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is { } document && await rights.MayReadAsync(DocumentRegister.Definition, document, cancellation)
        && await texts.FindAsync(key, number, cancellation) is { } file && DocumentText.IsText(file.MediaType) ? (document, file) : null;
}
