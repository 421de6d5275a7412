using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Files;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents;

/// <summary>The files of documents, and the comparison of two versions, for pages and programs.</summary>
internal static partial class DocumentEndpoints
{
    internal sealed record FileAnswerOf(int Number, string Name, string MediaType, long Size, string Sha256, string Note, DateTimeOffset UploadedAt, string UploadedBy, DateTimeOffset? PublishedAt, DateTimeOffset? EndedAt);

    /// <param name="Files">The latest first.</param>
    internal sealed record FileList(IReadOnlyList<FileAnswerOf> Files);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var limit = new UploadLimit(DocumentLimits.FileBytes);
        app.MapPost(DocumentRegister.Path + "/{key}/files", UploadAsync).RequireAuthorization(Permissions.EditOwn).WithMetadata(limit);
        app.MapGet(DocumentRegister.Path + "/{key}/files/{number:int}", DownloadAsync).SendsFiles().AllowGuests();
        app.MapGet(DocumentRegister.Path + "/{key}/compare", CompareAsync);
        var api = app.MapGroup("/api" + DocumentRegister.Path).WithTags("Documents");
        api.MapPost("/{key}/files", UploadByApiAsync).RequireAuthorization(Permissions.EditOwn).WithMetadata(limit)
            .WithSummary("Upload a version of the document's file").Produces<RecordApi<Document>.Answer>();
        api.MapGet("/{key}/files", ListAsync).AllowGuests()
            .WithSummary("Versions of the document's file").Produces<FileList>();
        api.MapGet("/{key}/files/{number:int}", DownloadAsync).SendsFiles().AllowGuests()
            .WithSummary("Download one version of the document's file").Produces<Stream>(contentType: "application/octet-stream");
    }

    private static async Task<IResult> UploadAsync(string key, HttpRequest request, UploadFile upload, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        return await upload.ExecuteAsync(key, await request.ReadFormAsync(cancellation), cancellation) switch
        {
            RecordOutcome<Document>.Saved => Results.LocalRedirect(DocumentRegister.Definition.PathOf(key)),
            RecordOutcome<Document>.Missing => Results.NotFound(),
            RecordOutcome<Document>.Invalid invalid => Refuse(invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            RecordOutcome<Document>.Forbidden forbidden => Refuse(new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            RecordOutcome<Document>.Refused refused => Refuse(new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict),
            RecordOutcome<Document>.Conflict conflict => Refuse(new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed {key} meanwhile; look at it and upload again"), StatusCodes.Status409Conflict),
            var outcome => throw new InvalidOperationException($"uploading cannot end as `{outcome}`"),
        };

        IResult Refuse(FormErrors errors, int status) => Page.Show<UploadRefusedPage>(new { Key = key, Errors = errors }, status);
    }

    private static async Task<IResult> UploadByApiAsync(string key, HttpRequest request, UploadFile upload, CancellationToken cancellation) => request.HasFormContentType
        ? RecordApi<Document>.Result(DocumentRegister.Definition, await upload.ExecuteAsync(key, await request.ReadFormAsync(cancellation), cancellation))
        : Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> ListAsync(string key, TandemDbContext db, RecordRights rights, CancellationToken cancellation)
    {
        if (await FindAsync(key, db, rights, cancellation) is null)
            return Results.NotFound();
        var files = await db.Set<DocumentFile>().AsNoTracking().Where(f => f.DocumentKey == key).OrderByDescending(f => f.Number).ToListAsync(cancellation);
        return Results.Ok(new FileList(files.ConvertAll(f => new FileAnswerOf(f.Number, f.Name, f.MediaType, f.Size, f.Sha256, f.Note, f.UploadedAt, f.UploadedBy, f.PublishedAt, f.EndedAt))));
    }

    private static async Task<IResult> DownloadAsync(
        string key, int number, HttpContext http, TandemDbContext db, RecordRights rights, FileStore store, ILogger<FileStore> logger, CancellationToken cancellation)
    {
        if (await FindAsync(key, db, rights, cancellation) is null
            || await db.Set<DocumentFile>().AsNoTracking().FirstOrDefaultAsync(f => f.DocumentKey == key && f.Number == number, cancellation) is not { } file)
            return Results.NotFound();
        try
        {
            return FileAnswer.Of(await store.OpenAsync(file.Sha256, cancellation), file.MediaType, file.Name);
        }
        catch (DamagedFileException damage)
        {
            LogDamaged(logger, key, number, damage.Message);
            var words = string.Create(CultureInfo.InvariantCulture, $"file {number} of {key} is not sent: {damage.Message}");
            return http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
                ? Results.Problem(title: "damaged file", detail: words, statusCode: StatusCodes.Status500InternalServerError)
                : Page.Show<ErrorPage>(new { Status = 500, Title = "This file is damaged", Help = FormText.Sentence(words) + ".", RequestId = http.TraceIdentifier }, StatusCodes.Status500InternalServerError);
        }
    }

    private static async Task<IResult> CompareAsync(string key, int? from, int? to, TandemDbContext db, CancellationToken cancellation)
    {
        if (await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document)
            return Results.NotFound();
        var last = Math.Clamp(to ?? document.Version, 1, document.Version);
        var first = Math.Clamp(from ?? last - 1, 1, last);
        var changes = await db.ChangeEvents.AsNoTracking().Where(e => e.RecordType == Document.Type && e.RecordKey == key && e.RecordVersion <= last).ToListAsync(cancellation);
        return Page.Show<ComparePage>(new { Document = document, From = first, To = last, Fields = Compare(changes, first, last) });
    }

    /// <summary>What differs between two versions, in the form in which changes carry theirs.</summary>
    internal static string Compare(IReadOnlyList<ChangeEvent> changes, int from, int to)
    {
        var (before, after) = (FieldsOf(from), FieldsOf(to));
        var differing = new JsonObject();
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!JsonNode.DeepEquals(before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
                differing[name] = new JsonObject { ["before"] = before.GetValueOrDefault(name)?.DeepClone(), ["after"] = after.GetValueOrDefault(name)?.DeepClone() };
        }
        return differing.ToJsonString();

        Dictionary<string, JsonNode?> FieldsOf(int version) =>
            RecordAsOf.Fold(changes.Where(change => change.RecordVersion <= version), DateTimeOffset.MaxValue)?.Fields.ToDictionary(f => f.Key, f => JsonNode.Parse(f.Value.GetRawText()), StringComparer.Ordinal) ?? [];
    }

    private static async Task<Document?> FindAsync(string key, TandemDbContext db, RecordRights rights, CancellationToken cancellation) =>
        await db.Set<Document>().AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is { } document
        && await rights.MayReadAsync(DocumentRegister.Definition, document, cancellation) ? document : null;

    [LoggerMessage(EventId = 2701, Level = LogLevel.Critical, Message = "file {Number} of {Key} cannot be sent: {Problem}")]
    private static partial void LogDamaged(ILogger logger, string key, int number, string problem);
}
