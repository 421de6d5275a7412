using System.Globalization;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.MyWork;

/// <summary>What waits for a person, as a table; what wants to be done first comes first.</summary>
internal static class MyWorkTable
{
    internal static TableDefinition<WorkItem> Definition { get; } = new()
    {
        Name = "my-work",
        Title = "My work",
        DefaultSort = "due",
        UniqueBy = item => item.Since.ToString("O", CultureInfo.InvariantCulture) + item.Key + item.Why,
        SearchHint = "Search key, name or what is wanted",
        Search = (rows, word) => rows.Where(item => $"{item.Key} {item.What} {item.Why}".Contains(word, StringComparison.OrdinalIgnoreCase)),
        Columns =
        [
            new("key", "Key", item => item.Key) { SortBy = item => item.Key, IsRowHeader = true, Cell = MyWorkCells.Key },
            new("what", "What", item => item.What) { SortBy = item => item.What },
            new("why", "Why", item => item.Why) { SortBy = item => item.Why },
            new("since", "Since", item => DayText.Of(item.Since)) { SortBy = item => item.Since, IsSecondary = true },
            new("due", "Due", item => DayText.Of(item.Due)) { SortBy = item => item.Due ?? DateOnly.MaxValue, Cell = MyWorkCells.Due },
            new("overdue", "Overdue", item => item.IsOverdue) { IsHidden = true },
        ],
        Filters =
        [
            new TextValuesFilter<WorkItem>("why", "Why", item => item.Why),
            new FlagFilter<WorkItem>("overdue", "Day", item => item.IsOverdue, "overdue", "not overdue"),
        ],
    };
}
