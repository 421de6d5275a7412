using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Files;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence.Revisions;

/// <summary>Revisions of evidence, for pages and programs.</summary>
internal static partial class RevisionEndpoints
{
    /// <summary>A revision; what it is not made of is empty.</summary>
    internal sealed record RevisionAnswer(
        int Number, string Source, string Name, string MediaType, long Size, string Sha256, string Address, string Text, string? CoversFrom, string? CoversTo, string? CollectedOn, string Note,
        DateTimeOffset ReceivedAt, string ReceivedBy, bool IsAccepted);

    /// <param name="Revisions">The latest first.</param>
    internal sealed record RevisionList(IReadOnlyList<RevisionAnswer> Revisions);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var limit = new UploadLimit(EvidenceLimits.FileBytes);
        app.MapGet(EvidenceRegister.Path + "/{key}/revisions/new", ShowFormAsync).RequireAuthorization(Permissions.EditOwn);
        app.MapPost(EvidenceRegister.Path + "/{key}/revisions/new", AddAsync).RequireAuthorization(Permissions.EditOwn).WithMetadata(limit);
        app.MapGet(EvidenceRegister.Path + "/{key}/revisions/{number:int}", DownloadAsync).SendsFiles().AllowGuests();
        var api = app.MapGroup("/api" + EvidenceRegister.Path).WithTags(EvidenceRegister.Definition.Plural);
        api.MapPost("/{key}/revisions", AddByApiAsync).RequireAuthorization(Permissions.EditOwn).WithMetadata(limit)
            .WithSummary("Add a revision to an evidence item: a form with `file`, `address` or `text`").Produces<RecordApi<EvidenceItem>.Answer>();
        api.MapGet("/{key}/revisions", ListAsync).AllowGuests()
            .WithSummary("Revisions of an evidence item").Produces<RevisionList>();
        api.MapGet("/{key}/revisions/{number:int}", DownloadAsync).SendsFiles().AllowGuests()
            .WithSummary("Download the file of one revision").Produces<Stream>(contentType: "application/octet-stream");
    }

    private static async Task<IResult> ShowFormAsync(string key, TandemDbContext db, RecordRights rights, CancellationToken cancellation)
    {
        if (await FindAsync(key, db, rights, cancellation) is not { } item)
            return Results.NotFound();
        var errors = new FormErrors();
        if (!rights.MayEdit(EvidenceRegister.Definition, item))
            errors.Add("", rights.WhyNot(EvidenceRegister.Definition, item));
        return Page.Show<AddRevisionPage>(new { Item = item, Entry = new RevisionEntry { Version = item.Version }, Errors = errors }, errors.Any ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK);
    }

    private static async Task<IResult> AddAsync(string key, HttpRequest request, AddRevision add, TandemDbContext db, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellation);
        var entry = RevisionEntry.From(form);
        var outcome = IsTooLarge(form) ? TooLarge() : await add.ExecuteAsync(key, entry, form, cancellation);
        return outcome switch
        {
            RecordOutcome<EvidenceItem>.Saved => Results.LocalRedirect(EvidenceRegister.Definition.PathOf(key)),
            RecordOutcome<EvidenceItem>.Missing => Results.NotFound(),
            RecordOutcome<EvidenceItem>.Invalid invalid => await RefuseAsync(invalid.Errors, IsTooLarge(form) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity),
            RecordOutcome<EvidenceItem>.Forbidden forbidden => await RefuseAsync(new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            RecordOutcome<EvidenceItem>.Refused refused => await RefuseAsync(new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict),
            RecordOutcome<EvidenceItem>.Conflict conflict => await RefuseAsync(new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed {key} meanwhile; look at it and add it again"), StatusCodes.Status409Conflict),
            _ => throw new InvalidOperationException($"adding a revision cannot end as `{outcome}`"),
        };

        // What was entered stays in the form; a file must be chosen again, and the page says so.
        async Task<IResult> RefuseAsync(FormErrors errors, int status) => await db.EvidenceItems.AsNoTracking().FirstOrDefaultAsync(i => i.Key == key, cancellation) is { } item
            ? Page.Show<AddRevisionPage>(new { Item = item, Entry = entry with { Version = item.Version }, Errors = errors }, status)
            : Results.NotFound();
    }

    private static async Task<IResult> AddByApiAsync(string key, HttpRequest request, AddRevision add, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellation);
        if (IsTooLarge(form))
            return Results.ValidationProblem(((RecordOutcome<EvidenceItem>.Invalid)TooLarge()).Errors.ToDictionary(), statusCode: StatusCodes.Status413PayloadTooLarge);
        return RecordApi<EvidenceItem>.Result(EvidenceRegister.Definition, await add.ExecuteAsync(key, RevisionEntry.From(form), form, cancellation));
    }

    private static async Task<IResult> ListAsync(string key, TandemDbContext db, RecordRights rights, CancellationToken cancellation)
    {
        if (await FindAsync(key, db, rights, cancellation) is not { } item)
            return Results.NotFound();
        var revisions = await db.EvidenceRevisions.AsNoTracking().Where(r => r.EvidenceKey == key).OrderByDescending(r => r.Number).ToListAsync(cancellation);
        return Results.Ok(new RevisionList(revisions.ConvertAll(r => new RevisionAnswer(
            r.Number, ChoiceNames.Of(r.Source), r.Name, r.MediaType, r.Size, r.Sha256, r.Address, r.Text, DayText.Of(r.CoversFrom), DayText.Of(r.CoversTo), DayText.Of(r.CollectedOn), r.Note,
            r.ReceivedAt, r.ReceivedBy, r.Number == item.AcceptedRevision))));
    }

    private static async Task<IResult> DownloadAsync(
        string key, int number, HttpContext http, TandemDbContext db, RecordRights rights, FileStore store, ILogger<FileStore> logger, CancellationToken cancellation)
    {
        if (await FindAsync(key, db, rights, cancellation) is null
            || await db.EvidenceRevisions.AsNoTracking().FirstOrDefaultAsync(r => r.EvidenceKey == key && r.Number == number, cancellation) is not { Source: RevisionSource.File } revision)
            return Results.NotFound();
        try
        {
            return FileAnswer.Of(await store.OpenAsync(revision.Sha256, cancellation), revision.MediaType, revision.Name);
        }
        catch (DamagedFileException damage)
        {
            LogDamaged(logger, key, number, damage.Message);
            var words = string.Create(CultureInfo.InvariantCulture, $"the file of revision {number} of {key} is not sent: {damage.Message}");
            return http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
                ? Results.Problem(title: "damaged file", detail: words, statusCode: StatusCodes.Status500InternalServerError)
                : Page.Show<AddRevisionPage>(new { Item = await FindAsync(key, db, rights, cancellation), IsForm = false, Errors = new FormErrors().Add("", words) }, StatusCodes.Status500InternalServerError);
        }
    }

    private static bool IsTooLarge(IFormCollection form) => form.Files.Any(file => file.Length > EvidenceLimits.FileBytes);

    private static RecordOutcome<EvidenceItem> TooLarge() =>
        new RecordOutcome<EvidenceItem>.Invalid(new FormErrors().Add(ReceivedFile.Field, $"the file is larger than {EvidenceLimits.FileBytes / 1024 / 1024} MiB; upload a smaller one, or keep it elsewhere and enter its address with its SHA-256"));

    private static async Task<EvidenceItem?> FindAsync(string key, TandemDbContext db, RecordRights rights, CancellationToken cancellation) =>
        await db.EvidenceItems.AsNoTracking().FirstOrDefaultAsync(i => i.Key == key, cancellation) is { } item
        && await rights.MayReadAsync(EvidenceRegister.Definition, item, cancellation) ? item : null;

    [LoggerMessage(EventId = 2801, Level = LogLevel.Critical, Message = "the file of revision {Number} of {Key} cannot be sent: {Problem}")]
    private static partial void LogDamaged(ILogger logger, string key, int number, string problem);
}
