using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Obligations;

/// <summary>The register of obligations: fields, rules and states.</summary>
internal static class ObligationRegister
{
    internal const string Path = "/obligations";

    private const string What = "What it is";
    private const string Who = "Who answers for it";
    private const string When = "When it applies";
    private const string Keeping = "How it is kept";

    internal static RecordDefinition<Obligation> Definition { get; } = new()
    {
        Type = Obligation.Type,
        KeyPrefix = "OBL",
        Path = Path,
        Singular = "obligation",
        Plural = "Obligations",
        Icon = "scale",
        Lead = "What the organisation must keep to from law, contract or the expectation of a party: where it stands, what it asks, and how it is met.",
        Title = obligation => obligation.Title,
        State = obligation => (ObligationWords.Of(obligation.State), ObligationWords.Tone(obligation.State)),
        SearchWords = obligation => [obligation.Title, obligation.Source, obligation.Party, obligation.Asks, obligation.HowMet],
        Create = start => new Obligation
        {
            Id = new ObligationId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Workflow = ObligationWorkflow.Definition,
        Check = ObligationRules.CheckAsync,
        Table = ObligationsTable.For(DateOnly.MinValue),
        TableFor = services => ObligationsTable.For(ObligationRules.Today(services)),
        Fields =
        [
            Line("title", "Title", o => o.Title, (o, v) => o.Title = v, ObligationLimits.Title),
            Line("source", "Source", o => o.Source, (o, v) => o.Source = v, ObligationLimits.Source, "The instrument and the place in it, such as GDPR Art. 32."),
            new ChoiceRecordField<Obligation, ObligationKind>("kind", "Kind", o => o.Kind, (o, v) => o.Kind = v, ObligationWords.Of) { Section = What },
            new TextRecordField<Obligation>("party", "Issued by, or owed to", o => o.Party, (o, v) => o.Party = v.ReplaceLineEndings(" "), ObligationLimits.Source) { Section = What },
            new ChoiceRecordField<Obligation, ObligationArea>("area", "Concerns", o => o.Area, (o, v) => o.Area = v, ObligationWords.Of) { Section = What },
            Paragraph("asks", "What it asks", What, o => o.Asks, (o, v) => o.Asks = v, "In your own words; needed before it is in force."),
            new TagsRecordField<Obligation> { Section = What, IsWide = true },
            new PersonRecordField<Obligation>("owner", "Owner", o => o.Owner, o => o.OwnerName) { Section = Who, IsRequired = true },
            new ChoiceRecordField<Obligation, ObligationState>("state", "State", o => o.State, (o, v) => o.State = v, ObligationWords.Of) { Section = Who },
            new DateRecordField<Obligation>("appliesSince", "Applies since", o => o.AppliesSince, (o, v) => o.AppliesSince = v) { Section = When },
            new DateRecordField<Obligation>("appliesUntil", "Applies until", o => o.AppliesUntil, (o, v) => o.AppliesUntil = v) { Section = When, Help = "The last day on which it applies; empty when none is known." },
            new DateRecordField<Obligation>("reviewDue", "Review due", o => o.ReviewDue, (o, v) => o.ReviewDue = v) { Section = When, Help = "From that day on it waits for its owner." },
            new TextRecordField<Obligation>("endReason", "Reason of the end", o => o.EndReason, (o, v) => o.EndReason = v, ObligationLimits.Reason)
            {
                Section = When, IsWide = true, Help = "An obligation ends with a reason, or when its last day has come.",
            },
            Paragraph("howMet", "How it is met", Keeping, o => o.HowMet, (o, v) => o.HowMet = v, "Measures, documents and duties by which the organisation keeps to it."),
            new ChoiceRecordField<Obligation, Compliance>("compliance", "Compliance", o => o.Compliance, (o, v) => o.Compliance = v, ObligationWords.Of) { Section = Keeping, IsBulkEditable = false },
            new DateRecordField<Obligation>("judgedOn", "Judged on", o => o.JudgedOn, (o, v) => o.JudgedOn = v) { Section = Keeping, IsBulkEditable = false, Help = "Left empty, the day of the change." },
        ],
    };

    private static TextRecordField<Obligation> Line(string name, string label, Func<Obligation, string> get, Action<Obligation, string> set, int maxLength, string? help = null) =>
        new(name, label, get, (o, v) => set(o, v.ReplaceLineEndings(" ")), maxLength) { Section = What, IsRequired = true, IsWide = true, IsBulkEditable = false, Help = help };

    private static TextRecordField<Obligation> Paragraph(string name, string label, string section, Func<Obligation, string> get, Action<Obligation, string> set, string help) =>
        new(name, label, get, set, ObligationLimits.Text) { Section = section, IsWide = true, IsLong = true, IsBulkEditable = false, Help = help };
}
