using Tandem.Management.Frameworks;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Evidence;

/// <summary>The register of evidence: fields, rules and states.</summary>
internal static class EvidenceRegister
{
    internal const string Path = "/evidence";

    private const string What = "What it is";
    private const string When = "When, and how long it holds";
    private const string How = "Where it comes from";

    internal static RecordDefinition<EvidenceItem> Definition { get; } = new()
    {
        Type = EvidenceItem.Type,
        KeyPrefix = EvidenceItem.Prefix,
        Path = Path,
        Singular = "evidence item",
        Plural = "Evidence",
        Icon = "paperclip",
        Lead = "What shows that things are done: of what kind, of what time it speaks, when it was collected, and how long it stays fresh.",
        Title = item => item.Title,
        State = item => (EvidenceWords.Of(item.State), EvidenceWords.Tone(item.State)),
        SearchWords = item => [item.Title, item.Kind, item.OwnKind, item.Description, item.SourceSystem, item.CollectedByName, item.Agent, item.FileName],
        Create = start => new EvidenceItem
        {
            Id = new EvidenceItemId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Workflow = EvidenceWorkflow.Definition,
        FileHash = item => item.FileHash.Length > 0 ? item.FileHash : null,
        Check = EvidenceRules.CheckAsync,
        CheckArchived = EvidenceRules.CheckArchivedAsync,
        Table = EvidenceTable.For(DateOnly.MinValue),
        TableFor = services => EvidenceTable.For(EvidenceRules.Today(services)),
        Fields =
        [
            new TextRecordField<EvidenceItem>("title", "Title", i => i.Title, (i, v) => i.Title = v.ReplaceLineEndings(" "), EvidenceLimits.Title) { Section = What, IsRequired = true, IsWide = true, IsBulkEditable = false },
            CatalogueChoiceField<EvidenceItem>.EvidenceType("kind", "Kind", What, i => i.Kind, (i, v) => i.Kind = v, "Identifier, title or words of it; empty for a kind of your own."),
            Line("ownKind", "Own kind", What, i => i.OwnKind, (i, v) => i.OwnKind = v, EvidenceLimits.Kind, "What you call it, when the catalogue has no kind that fits."),
            new ChoiceRecordField<EvidenceItem, EvidenceForm>("form", "Form", i => i.Form, (i, v) => i.Form = v, EvidenceWords.Of) { Section = What, Help = "Follows from a kind of the catalogue." },
            new ChoiceRecordField<EvidenceItem, EvidenceSensitivity>("sensitivity", "Sensitivity", i => i.Sensitivity, (i, v) => i.Sensitivity = v, EvidenceWords.Of) { Section = What },
            new TextRecordField<EvidenceItem>("description", "What it shows", i => i.Description, (i, v) => i.Description = v, EvidenceLimits.Text) { Section = What, IsWide = true, IsLong = true },
            new ChoicesRecordField<EvidenceItem, Standard>("standards", "Standards", i => i.Standards, (i, v) => i.Standards = v, standard => standard.Edition()) { Section = What, IsWide = true, Help = "None for both." },
            new TagsRecordField<EvidenceItem> { Section = What, IsWide = true },
            new PersonRecordField<EvidenceItem>("owner", "Owner", i => i.Owner, i => i.OwnerName) { Section = What, IsRequired = true, Help = "Who sees to it that it comes and stays fresh." },
            new ChoiceRecordField<EvidenceItem, EvidenceState>("state", "State", i => i.State, (i, v) => i.State = v, EvidenceWords.Of) { Section = What },
            Day("coversFrom", "Speaks about the time from", i => i.CoversFrom, (i, v) => i.CoversFrom = v, "The time that it says something about, not that of collecting it."),
            Day("coversTo", "Speaks about the time to", i => i.CoversTo, (i, v) => i.CoversTo = v, "The last day of that time."),
            Day("collectedOn", "Collected on", i => i.CollectedOn, (i, v) => i.CollectedOn = v, "When it came here, the server notes by itself."),
            new NumberRecordField<EvidenceItem>("freshDays", "Days for which it stays fresh", i => i.FreshDays, (i, v) => i.FreshDays = v, 0, EvidenceLimits.FreshDays, usual: 0) { Section = When, Help = "0 for what is usual with its kind." },
            new PersonRecordField<EvidenceItem>("collectedBy", "Collected by", i => i.CollectedBy, i => i.CollectedByName) { Section = How, Help = "Who collected it does not accept it." },
            Line("agent", "Or by the program", How, i => i.Agent, (i, v) => i.Agent = v, EvidenceLimits.Source, "Name and version of a program that collects it by itself."),
            Line("sourceSystem", "System", How, i => i.SourceSystem, (i, v) => i.SourceSystem = v, EvidenceLimits.Source, "That it was taken from."),
            new TextRecordField<EvidenceItem>("method", "Method", i => i.Method, (i, v) => i.Method = v, EvidenceLimits.Text) { Section = How, IsWide = true, IsLong = true, Help = "How it was collected, so that somebody else can do the same." },
        ],
    };

    private static TextRecordField<EvidenceItem> Line(string name, string label, string section, Func<EvidenceItem, string> get, Action<EvidenceItem, string> set, int longest, string help) =>
        new(name, label, get, (i, v) => set(i, v.ReplaceLineEndings(" ")), longest) { Section = section, Help = help };

    private static DateRecordField<EvidenceItem> Day(string name, string label, Func<EvidenceItem, DateOnly?> get, Action<EvidenceItem, DateOnly?> set, string help) =>
        new(name, label, get, set) { Section = When, Help = help };
}
