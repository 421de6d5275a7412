using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Context;

/// <summary>The register of context issues: fields, rules and states.</summary>
internal static class ContextIssueRegister
{
    internal const string Path = "/context-issues";

    private const string What = "What it is";
    private const string Bearing = "What it means";
    private const string Who = "Who answers for it";

    internal static RecordDefinition<ContextIssue> Definition { get; } = new()
    {
        Type = ContextIssue.Type,
        KeyPrefix = "CIS",
        Path = Path,
        Singular = "context issue",
        Plural = "Context issues",
        Icon = "compass",
        Lead = "What inside and outside the organisation bears on the management system: what it does to its outcomes, whether climate change has a part in it, and when it is looked at again.",
        Title = issue => issue.Title,
        State = issue => (ContextIssueWords.Of(issue.State), ContextIssueWords.Tone(issue.State)),
        SearchWords = issue => [issue.Title, issue.Description, issue.Effect, issue.ClimateReason],
        Create = start => new ContextIssue
        {
            Id = new ContextIssueId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Workflow = ContextIssueWorkflow.Definition,
        Check = ContextIssueRules.CheckAsync,
        Table = ContextIssuesTable.For(DateOnly.MinValue),
        TableFor = services => ContextIssuesTable.For(ContextIssueRules.Today(services)),
        Fields =
        [
            new TextRecordField<ContextIssue>("title", "Title", i => i.Title, (i, v) => i.Title = v.ReplaceLineEndings(" "), ContextIssueLimits.Title) { Section = What, IsRequired = true, IsWide = true, IsBulkEditable = false },
            Paragraph("description", "Description", What, i => i.Description, (i, v) => i.Description = v, "What the issue is."),
            new ChoiceRecordField<ContextIssue, ContextKind>("kind", "Kind", i => i.Kind, (i, v) => i.Kind = v, ContextIssueWords.Of) { Section = What },
            new ChoiceRecordField<ContextIssue, ContextCategory>("category", "Category", i => i.Category, (i, v) => i.Category = v, ContextIssueWords.Of)
            {
                Section = What, Help = "Political to environmental for external issues, structure to culture for internal ones.",
            },
            new ChoiceRecordField<ContextIssue, ConcernedStandards>("standards", "Concerns", i => i.Standards, (i, v) => i.Standards = v, ContextIssueWords.Of) { Section = What },
            new TagsRecordField<ContextIssue> { Section = What, IsWide = true },
            Paragraph("effect", "Effect", Bearing, i => i.Effect, (i, v) => i.Effect = v, "What it does to the intended outcomes of the management system; needed before it is current."),
            new ChoiceRecordField<ContextIssue, ClimateRelevance>("climateRelevance", "Climate relevance", i => i.ClimateRelevance, (i, v) => i.ClimateRelevance = v, ContextIssueWords.Of)
            {
                Section = Bearing, IsBulkEditable = false, Help = "Whether climate change makes the issue relevant; needed before it is current.",
            },
            new TextRecordField<ContextIssue>("climateReason", "Reason of the climate relevance", i => i.ClimateReason, (i, v) => i.ClimateReason = v, ContextIssueLimits.Reason)
            {
                Section = Bearing, IsWide = true, IsLong = true, IsBulkEditable = false, Help = "Why climate change is relevant to it, or is not.",
            },
            new PersonRecordField<ContextIssue>("owner", "Owner", i => i.Owner, i => i.OwnerName) { Section = Who, Help = "Needed before it is current." },
            new ChoiceRecordField<ContextIssue, ContextIssueState>("state", "State", i => i.State, (i, v) => i.State = v, ContextIssueWords.Of) { Section = Who },
            new DateRecordField<ContextIssue>("reviewedOn", "Reviewed on", i => i.ReviewedOn, (i, v) => i.ReviewedOn = v) { Section = Who, Help = "The day when somebody last looked whether it still holds." },
            new DateRecordField<ContextIssue>("nextReview", "Next review", i => i.NextReview, (i, v) => i.NextReview = v) { Section = Who, Help = "From that day on it waits for its owner." },
        ],
    };

    private static TextRecordField<ContextIssue> Paragraph(string name, string label, string section, Func<ContextIssue, string> get, Action<ContextIssue, string> set, string help) =>
        new(name, label, get, set, ContextIssueLimits.Text) { Section = section, IsWide = true, IsLong = true, IsBulkEditable = false, Help = help };
}
