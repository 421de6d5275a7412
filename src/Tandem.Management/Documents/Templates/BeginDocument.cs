using System.Text.Json.Nodes;
using Tandem.Management.Database;
using Tandem.Management.Documents.Text;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents.Templates;

/// <summary>What a person or program begins a document with.</summary>
/// <param name="Owner">Key, e-mail address or name of who answers for it.</param>
/// <param name="Title">Its title; empty for that of the template.</param>
/// <param name="AiSystem">Key of the AI system that it is about; empty for the organisation as a whole.</param>
public sealed record NewDocument(string? Owner, string? Title = null, string? AiSystem = null);

/// <summary>Makes a document with the text of a template as its first draft, in one transaction.</summary>
internal sealed class BeginDocument(TandemDbContext db, DocumentTemplates templates, SaveRecord save, WriteText write)
{
    internal async Task<RecordOutcome<Document>> ExecuteAsync(string id, NewDocument asked, CancellationToken cancellation)
    {
        if (templates.Find(id) is not { } template)
            return new RecordOutcome<Document>.Missing();
        if (template.Level == "aiSystem" && string.IsNullOrWhiteSpace(asked.AiSystem))
            return new RecordOutcome<Document>.Invalid(new FormErrors().Add("aiSystem", "name the AI system that it is about: there is one such document for each"));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var created = await save.CreateAsync(DocumentRegister.Definition, new RecordPatch(new Dictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["title"] = string.IsNullOrWhiteSpace(asked.Title) ? template.Title : asked.Title,
            ["kind"] = ChoiceNames.Of(template.Kind),
            ["standards"] = new JsonArray([.. template.Standards.Select(standard => JsonValue.Create(ChoiceNames.Of(standard)))]),
            ["reviewMonths"] = template.ReviewMonths,
            ["owner"] = asked.Owner,
            ["aiSystem"] = asked.AiSystem,
            ["template"] = template.Id,
        }, 0, $"begun with the template {template.Id}"), cancellation);
        if (created is not RecordOutcome<Document>.Saved { Stored: var document })
            return created;
        var written = await write.SaveAsync(document.Key, document.Version, template.Body, $"text of the template {template.Id}", cancellation);
        if (written is RecordOutcome<Document>.Saved)
            await transaction.CommitAsync(cancellation);
        return written;
    }
}
