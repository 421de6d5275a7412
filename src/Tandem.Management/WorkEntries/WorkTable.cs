using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.WorkEntries;

/// <summary>The work entries as a table.</summary>
internal static class WorkTable
{
    internal static IReadOnlyList<Choice> Kinds { get; } = ChoiceNames.All<WorkKind>(Words);

    internal static TableDefinition<WorkRow> Definition { get; } = new()
    {
        Name = "work-entries",
        Title = "Work entries",
        DefaultSort = "day",
        IsDefaultDescending = true,
        SearchHint = "Search person, record, requirement, note",
        Search = (rows, word) => rows.Where(w => w.SearchText.Contains(word)),
        Filters =
        [
            new EnumFilter<WorkRow, WorkKind>("kind", "Kind", w => w.Kind, Words),
            new TextValuesFilter<WorkRow>("about", "For", w => w.About),
            new TextValuesFilter<WorkRow>("person", "Person", w => w.PersonName),
        ],
        Columns =
        [
            new("key", "Key", w => w.Key) { SortBy = w => w.Number, IsRowHeader = true, Cell = WorkCells.Key },
            new("day", "Day", w => DayText.Of(w.Day)) { SortBy = w => w.Day },
            new("person", "Person", w => w.PersonName) { SortBy = w => w.PersonName, Cell = WorkCells.Person },
            new("minutes", "Minutes", w => w.Minutes) { SortBy = w => w.Minutes, IsNumeric = true },
            new("about", "For", w => w.About) { SortBy = w => w.About, Cell = WorkCells.About },
            new("kind", "Kind", w => ChoiceNames.Of(w.Kind)) { SortBy = w => w.Kind, Cell = WorkCells.Kind },
            new("note", "Note", w => w.Note) { IsSecondary = true },
            new("personKey", "Key of the person", w => w.Person) { IsHidden = true },
            new("version", "Version", w => w.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string> { ["kind"] = "new: made for this; reused: what was made for something else, such as the other standard, served here too" },
    };

    internal static string Words(WorkKind kind) => kind switch
    {
        WorkKind.New => "New",
        WorkKind.Reused => "Reused",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
