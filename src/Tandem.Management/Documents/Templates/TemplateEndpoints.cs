using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Documents.Templates;

/// <summary>The templates and beginning a document with one; for pages and programs.</summary>
internal static class TemplateEndpoints
{
    private const string Path = "/document-templates";

    /// <summary>A template without its text.</summary>
    internal sealed record TemplateAnswer(
        string Id, string Title, string Kind, string Level, IReadOnlyList<string> Standards, IReadOnlyList<string> Requirements, int ReviewMonths, string OwnerRole, string ApproverRole, string EvidenceType, IReadOnlyList<TemplateField> Fields, IReadOnlyList<string> Documents);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ListAsync);
        app.MapGet(Path + "/{id}", ShowAsync);
        app.MapPost(Path + "/{id}/begin", BeginAsync).RequireAuthorization(Permissions.Create);
        var api = app.MapGroup("/api" + Path).WithTags(DocumentRegister.Definition.Plural);
        api.MapGet("", ListByApiAsync).WithSummary("Templates of documents").Produces<IReadOnlyList<TemplateAnswer>>();
        api.MapPost("/{id}/begin", async (string id, NewDocument body, BeginDocument use, CancellationToken cancellation) =>
            RecordApi<Document>.Result(DocumentRegister.Definition, await use.ExecuteAsync(id, body, cancellation))).RequireAuthorization(Permissions.Create)
            .WithSummary("Begin a document with a template").Produces<RecordApi<Document>.Answer>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, DocumentTemplates templates, TandemDbContext db, TimeProvider time, CancellationToken cancellation)
    {
        var used = await UsedAsync(db, cancellation);
        return await TableQuery.AnswerAsync(request, TemplatesTable.Definition, templates.Items.Select(template => new TemplateRow(template, [.. used[template.Id]])).AsQueryable(), time, page => Page.Show<TemplatesPage>(new { Table = page }));
    }

    private static async Task<IResult> ListByApiAsync(DocumentTemplates templates, TandemDbContext db, CancellationToken cancellation)
    {
        var used = await UsedAsync(db, cancellation);
        return Results.Ok(templates.Items.Select(t => new TemplateAnswer(
            t.Id, t.Title, ChoiceNames.Of(t.Kind), t.Level, [.. t.Standards.Select(standard => standard.Prefix())], t.Requirements, t.ReviewMonths, t.OwnerRole, t.ApproverRole, t.EvidenceType, t.Fields, [.. used[t.Id]])).ToList());
    }

    private static async Task<IResult> ShowAsync(string id, string? owner, string? aiSystem, DocumentTemplates templates, TandemDbContext db, CancellationToken cancellation) =>
        await PageAsync(id, new NewDocument(owner, null, aiSystem), FormErrors.None, StatusCodes.Status200OK, templates, db, cancellation);

    private static async Task<IResult> BeginAsync(string id, HttpRequest request, BeginDocument use, DocumentTemplates templates, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var asked = new NewDocument(form["owner"], form["title"], form["aiSystem"]);
        return await use.ExecuteAsync(id, asked, cancellation) switch
        {
            RecordOutcome<Document>.Saved saved => Results.LocalRedirect($"{DocumentRegister.Path}/{saved.Stored.Key}/text"),
            RecordOutcome<Document>.Missing => Results.NotFound(),
            RecordOutcome<Document>.Invalid invalid => await PageAsync(id, asked, invalid.Errors, StatusCodes.Status422UnprocessableEntity, templates, db, cancellation),
            RecordOutcome<Document>.Forbidden forbidden => await PageAsync(id, asked, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, templates, db, cancellation),
            var outcome => throw new InvalidOperationException($"beginning a document cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> PageAsync(string id, NewDocument asked, FormErrors errors, int status, DocumentTemplates templates, TandemDbContext db, CancellationToken cancellation)
    {
        if (templates.Find(id) is not { } template)
            return Results.NotFound();
        return Page.Show<TemplatePage>(new { Template = template, Documents = (IReadOnlyList<string>)[.. (await UsedAsync(db, cancellation))[id]], Asked = asked, Errors = errors }, status);
    }

    private static async Task<ILookup<string, string>> UsedAsync(TandemDbContext db, CancellationToken cancellation) =>
        (await db.Documents.AsNoTracking().Where(d => d.Template != "" && d.ArchivedAt == null).OrderBy(d => d.Number).Select(d => new { d.Template, d.Key }).ToListAsync(cancellation)).ToLookup(d => d.Template, d => d.Key, StringComparer.Ordinal);
}
