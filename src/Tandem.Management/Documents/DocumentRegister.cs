using Tandem.Management.Frameworks;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Documents;

/// <summary>The register of documents: fields, rules and states.</summary>
internal static class DocumentRegister
{
    internal const string Path = "/documents";

    private const string What = "What it is";
    private const string Who = "Who answers for it";
    private const string Review = "Review";

    internal static RecordDefinition<Document> Definition { get; } = new()
    {
        Type = Document.Type,
        KeyPrefix = "DOC",
        Path = Path,
        Singular = "document",
        Plural = "Documents",
        Icon = "file-text",
        Lead = "Policies, procedures and other documented information, each with the file that is its text, who approved it and when it is reviewed next.",
        Title = document => document.Title,
        State = document => (DocumentWords.Of(document.State), DocumentWords.Tone(document.State)),
        SearchWords = document => [document.Title, document.Summary, document.FileName],
        Create = start => new Document
        {
            Id = new DocumentId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Workflow = DocumentWorkflow.Definition,
        FileHash = document => document.FileHash.Length > 0 ? document.FileHash : null,
        Check = DocumentRules.CheckAsync,
        WithSave = DocumentRules.WithSaveAsync,
        Table = DocumentsTable.For(DateOnly.MinValue),
        TableFor = services => DocumentsTable.For(DocumentRules.Today(services)),
        Fields =
        [
            new TextRecordField<Document>("title", "Title", d => d.Title, (d, v) => d.Title = v.ReplaceLineEndings(" "), DocumentLimits.Title) { Section = What, IsRequired = true, IsWide = true, IsBulkEditable = false },
            new TextRecordField<Document>("summary", "Summary", d => d.Summary, (d, v) => d.Summary = v, DocumentLimits.Summary) { Section = What, IsWide = true, IsLong = true, Help = "What it lays down, for whom." },
            new ChoiceRecordField<Document, DocumentKind>("kind", "Kind", d => d.Kind, (d, v) => d.Kind = v, DocumentWords.Of) { Section = What },
            new ChoiceRecordField<Document, DocumentClassification>("classification", "Classification", d => d.Classification, (d, v) => d.Classification = v, DocumentWords.Of) { Section = What },
            new ChoicesRecordField<Document, Standard>("standards", "Standards", d => d.Standards, (d, v) => d.Standards = v, standard => standard.Edition()) { Section = What, IsWide = true },
            new RecordKeyField<Document>("aiSystem", "AI system", d => d.AiSystem, (d, v) => d.AiSystem = v) { Section = What, Help = "Key of the AI system that it is about; empty for the organisation as a whole." },
            new TextRecordField<Document>("template", "Template", d => d.Template, (d, v) => d.Template = v.ToUpperInvariant(), DocumentLimits.Template) { Section = What, IsBulkEditable = false, Help = "Such as TPL-POLICY, where the text was begun with a shipped template." },
            new TagsRecordField<Document> { Section = What, IsWide = true },
            new PersonRecordField<Document>("owner", "Owner", d => d.Owner, d => d.OwnerName) { Section = Who, IsRequired = true },
            new ChoiceRecordField<Document, DocumentState>("state", "State", d => d.State, (d, v) => d.State = v, DocumentWords.Of) { Section = Who },
            new BooleanRecordField<Document>("mustAcknowledge", "To be acknowledged by everybody", d => d.MustAcknowledge, (d, v) => d.MustAcknowledge = v) { Section = Review, Help = "Then it waits for each person of the organisation once a text is in force." },
            new NumberRecordField<Document>("reviewMonths", "Review, every so many months", d => d.ReviewMonths, (d, v) => d.ReviewMonths = v, 0, DocumentLimits.ReviewMonths, usual: 12) { Section = Review, Help = "0 for never." },
            new DateRecordField<Document>("reviewedOn", "Last reviewed on", d => d.ReviewedOn, (d, v) => d.ReviewedOn = v) { Section = Review, Help = "Enter the day when somebody read it and found it still right." },
        ],
    };
}
