using Tandem.Management.Frameworks;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Evidence.Requests;

/// <summary>The register of requests for evidence.</summary>
internal static class RequestRegister
{
    private const string What = "What is asked for";
    private const string Who = "Who is asked, and by when";
    private const string Outcome = "The answer";

    /// <summary>What who is asked may change in a request of somebody else.</summary>
    private static readonly string[] ForWhoIsAsked = ["state", "answer"];

    internal static RecordDefinition<EvidenceRequest> Definition { get; } = new()
    {
        Type = EvidenceRequest.Type,
        KeyPrefix = "EVQ",
        Path = "/evidence-requests",
        Singular = "evidence request",
        Plural = "Evidence requests",
        Icon = "inbox",
        Lead = "Who asks whom for what evidence, by when, and which item answers it.",
        Title = request => request.Title,
        State = request => (RequestWords.Of(request.State), RequestWords.Tone(request.State)),
        SearchWords = request => [request.Title, request.Kind, request.About, request.Requirement, request.AssigneeName, request.Answer, request.Details],
        Create = start => new EvidenceRequest
        {
            Id = new EvidenceRequestId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        EntrustedTo = (request, person) => request.Assignee == person ? ForWhoIsAsked : [],
        Workflow = RequestWorkflow.Definition,
        Check = RequestRules.CheckAsync,
        WithSave = RequestRules.WithSaveAsync,
        Table = RequestsTable.For(null, DateOnly.MinValue),
        TableFor = services => RequestsTable.For(services),
        Fields =
        [
            new TextRecordField<EvidenceRequest>("title", "Title", r => r.Title, (r, v) => r.Title = v.ReplaceLineEndings(" "), EvidenceLimits.Title) { Section = What, IsRequired = true, IsWide = true, IsBulkEditable = false },
            CatalogueChoiceField<EvidenceRequest>.EvidenceType("kind", "Kind", What, r => r.Kind, (r, v) => r.Kind = v, "Identifier, title or words of it; empty for any."),
            new RecordKeyField<EvidenceRequest>("about", "To show what", r => r.About, (r, v) => r.About = v) { Section = What, Help = "Key of a claim, control, AI system or any other record." },
            CatalogueChoiceField<EvidenceRequest>.Requirement("requirement", "For the requirement", What, r => r.Requirement, (r, v) => r.Requirement = v, "With its standard, such as iso27001:A.8.15."),
            Day("periodFrom", "About the time from", What, r => r.PeriodFrom, (r, v) => r.PeriodFrom = v, "Evidence of another time does not answer it."),
            Day("periodTo", "About the time to", What, r => r.PeriodTo, (r, v) => r.PeriodTo = v, "The last day of that time."),
            new TextRecordField<EvidenceRequest>("details", "In words", r => r.Details, (r, v) => r.Details = v, EvidenceLimits.Text) { Section = What, IsWide = true, IsLong = true },
            new TagsRecordField<EvidenceRequest> { Section = What, IsWide = true },
            new PersonRecordField<EvidenceRequest>("assignee", "Who is asked", r => r.Assignee, r => r.AssigneeName) { Section = Who, IsRequired = true },
            new PersonRecordField<EvidenceRequest>("owner", "Who asks", r => r.Owner, r => r.OwnerName) { Section = Who, Help = "Left empty it is you." },
            Day("dueDay", "Due", Who, r => r.DueDay, (r, v) => r.DueDay = v, "Until the end of that day, UTC."),
            new ChoiceRecordField<EvidenceRequest, RequestState>("state", "State", r => r.State, (r, v) => r.State = v, RequestWords.Of) { Section = Who },
            new RecordKeyField<EvidenceRequest>("answer", "Answered with", r => r.Answer, (r, v) => r.Answer = v) { Section = Outcome, IsBulkEditable = false, Help = "Key of an evidence item, such as EVD-0001." },
        ],
    };

    private static DateRecordField<EvidenceRequest> Day(string name, string label, string section, Func<EvidenceRequest, DateOnly?> get, Action<EvidenceRequest, DateOnly?> set, string help) =>
        new(name, label, get, set) { Section = section, Help = help };
}
