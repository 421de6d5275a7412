using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Evidence.Requests;

/// <summary>The register as a table; who asks for it and on what day decides what is one's own and what is overdue.</summary>
internal static class RequestsTable
{
    internal static TableDefinition<EvidenceRequest> For(IServiceProvider services) => For(services.GetRequiredService<CurrentUser>().PersonKey, EvidenceRules.Today(services));

    internal static TableDefinition<EvidenceRequest> For(string? person, DateOnly today) => new()
    {
        Name = "evidence-requests",
        Title = "Evidence requests",
        DefaultSort = "key",
        SearchHint = "Search key, title, kind, record, person",
        Filters =
        [
            new ChoiceFilter<EvidenceRequest>("who", "Whose", [new("", "Everybody's"), new("mine", "Asked of me"), new("asked", "Asked by me")],
                (rows, value) => value == "mine" ? rows.Where(r => r.Assignee == person) : rows.Where(r => r.Owner == person)),
            new EnumFilter<EvidenceRequest, RequestState>("state", "State", r => r.State, RequestWords.Of),
            new ChoiceFilter<EvidenceRequest>("due", "Due", [new("", "Any day"), new("overdue", "Overdue")],
                (rows, _) => rows.Where(r => r.DueDay < today && (r.State == RequestState.Open || r.State == RequestState.Returned))),
            new TextFilter<EvidenceRequest>("about", "About", (rows, value) => rows.Where(r => r.About == value || r.Requirement == value)),
            new TextValuesFilter<EvidenceRequest>("assignee", "Who is asked", r => r.AssigneeName),
            RecordFilters.Owner<EvidenceRequest>(),
            RecordFilters.Show<EvidenceRequest>(),
        ],
        Columns =
        [
            new("key", "Key", r => r.Key) { SortBy = r => r.Number, IsRowHeader = true, Cell = RequestCells.Key },
            new("title", "Title", r => r.Title) { SortBy = r => r.Title, Cell = RequestCells.Title },
            new("kind", "Kind", r => r.Kind) { SortBy = r => r.Kind, Cell = RequestCells.Kind },
            new("state", "State", r => ChoiceNames.Of(r.State)) { SortBy = r => r.State, Cell = RequestCells.State },
            new("dueDay", "Due", r => DayText.Of(r.DueDay)) { SortBy = r => r.DueDay, Cell = RequestCells.Due(today) },
            new("assignee", "Who is asked", r => r.AssigneeName) { SortBy = r => r.AssigneeName, Cell = RequestCells.Assignee },
            new("answer", "Answered with", r => r.Answer) { Cell = RequestCells.Answer, IsSecondary = true },
            new("about", "To show", r => r.About) { SortBy = r => r.About, IsHidden = true, Cell = RequestCells.About },
            new("requirement", "Requirement", r => r.Requirement) { SortBy = r => r.Requirement, IsHidden = true },
            new("periodFrom", "About the time from", r => DayText.Of(r.PeriodFrom)) { IsHidden = true },
            new("periodTo", "About the time to", r => DayText.Of(r.PeriodTo)) { IsHidden = true },
            new("details", "In words", r => r.Details) { IsHidden = true },
            new("wasInRegister", "Was in the register", r => r.WasInRegister) { IsHidden = true },
            new("answeredOn", "Answered on", r => DayText.Of(r.AnsweredOn)) { SortBy = r => r.AnsweredOn, IsHidden = true },
            new("owner", "Who asks", r => r.OwnerName) { SortBy = r => r.OwnerName, IsHidden = true },
            new("tags", "Tags", r => r.Tags) { IsHidden = true },
            new("archivedAt", "Archived", r => r.ArchivedAt) { IsHidden = true },
            new("version", "Version", r => r.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["wasInRegister"] = "true when the item that answers it was entered before it was asked for",
        },
    };
}
