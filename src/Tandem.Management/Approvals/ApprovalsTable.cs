using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Approvals;

/// <summary>All approvals as a table, seen by one person.</summary>
internal static class ApprovalsTable
{
    /// <param name="actsFor">The person who looks, first, and those in whose place the person may decide today.</param>
    /// <param name="today">The day, for what is overdue.</param>
    internal static TableDefinition<Approval> Definition(IReadOnlyList<string> actsFor, DateOnly today) => new()
    {
        Name = "approvals",
        Title = "Approvals",
        DefaultSort = "key",
        IsDefaultDescending = true,
        SearchHint = "Search key, record, title, sentence, people",
        Search = (rows, word) => rows.Where(a => a.SearchText.Contains(word)),
        Filters =
        [
            new ChoiceFilter<Approval>("view", "Show", [new("", "All"), new("mine", "Mine to decide"), new("asked", "Put forward by me")],
                (rows, value) => value == "mine" ? rows.Where(ApprovalQueries.WaitingFor(actsFor)) : rows.Where(a => a.AskedByPerson == actsFor[0])),
            new ChoiceFilter<Approval>("state", "State", [new("", "All states"), .. ChoiceNames.All<ApprovalState>(ApprovalWords.Of), new("overdue", "Overdue")],
                (rows, value) => value == "overdue" ? rows.Where(a => a.State == ApprovalState.Open && a.Due < today)
                    : ChoiceNames.Parse<ApprovalState>(value) is { } state ? rows.Where(a => a.State == state) : rows),
            new TextValuesFilter<Approval>("askedBy", "Put forward by", a => a.AskedByName),
            new DayFilter<Approval>("askedAt", "Put forward", a => a.CreatedAt),
        ],
        Columns =
        [
            new("key", "Key", a => a.Key) { SortBy = a => a.Number, IsRowHeader = true, Cell = ApprovalCells.Key },
            new("record", "Record", a => a.SubjectKey) { SortBy = a => a.SubjectKey, Cell = ApprovalCells.Subject },
            new("version", "Version", a => a.SubjectVersion) { IsNumeric = true, IsSecondary = true },
            new("sentence", "What is signed for", a => a.Sentence) { IsSecondary = true },
            new("state", "State", a => ChoiceNames.Of(a.State)) { SortBy = a => a.State, Cell = ApprovalCells.State(today) },
            new("approved", "Approved", a => a.Approved) { Cell = ApprovalCells.Count },
            new("quorum", "Needed", a => a.Quorum) { IsHidden = true },
            new("rejected", "Rejected", a => a.Rejected) { IsHidden = true },
            new("due", "Last day", a => DayText.Of(a.Due)) { SortBy = a => a.Due },
            new("askedBy", "Put forward by", a => a.AskedByName) { SortBy = a => a.AskedByName, IsSecondary = true },
            new("askedAt", "Put forward", a => a.CreatedAt) { SortBy = a => a.CreatedAt, IsSecondary = true },
            new("closedAt", "Closed", a => a.ClosedAt) { IsHidden = true },
            new("closedBecause", "Why it was closed", a => a.ClosedBecause) { IsHidden = true },
            new("purpose", "Purpose", a => a.Purpose) { IsHidden = true },
            new("note", "Note", a => a.Note) { IsHidden = true },
            new("contentHash", "Hash of what was signed for", a => a.ContentHash) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["contentHash"] = "SHA-256 of the canonical JSON of exactly the version that was put forward",
            ["superseded"] = "the record was changed before enough people had decided",
        },
    };
}
