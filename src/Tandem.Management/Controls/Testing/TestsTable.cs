using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Controls.Testing;

/// <summary>The register as a table; the day decides what is overdue.</summary>
internal static class TestsTable
{
    internal static TableDefinition<ControlTest> For(DateOnly today) => new()
    {
        Name = "control-tests",
        Title = "Control tests",
        DefaultSort = "key",
        SearchHint = "Search key, title, control, procedure, tester",
        Filters =
        [
            new ChoiceFilter<ControlTest>("due", "Due", [new("", "Any day"), new("overdue", "Overdue"), new("never", "Never run")],
                (rows, value) => value == "overdue" ? rows.Where(t => t.NextDue < today) : rows.Where(t => t.LastOn == null)),
            new ChoiceFilter<ControlTest>("lastResult", "Last result", [new("", "Any"), new("pass", "Pass"), new("fail", "Fail"), new("inconclusive", "Inconclusive")],
                (rows, value) => value switch
                {
                    "pass" => rows.Where(t => t.LastResult == TestResult.Pass),
                    "fail" => rows.Where(t => t.LastResult == TestResult.Fail),
                    _ => rows.Where(t => t.LastResult == TestResult.Inconclusive),
                }),
            new EnumFilter<ControlTest, TestCadence>("cadence", "How often", t => t.Cadence, TestWords.Of),
            new EnumFilter<ControlTest, TestSource>("source", "By", t => t.Source, TestWords.Of),
            new TextFilter<ControlTest>("control", "Control", (rows, value) => rows.Where(t => t.Control == value)),
            RecordFilters.Owner<ControlTest>(),
            RecordFilters.Show<ControlTest>(),
        ],
        Columns =
        [
            new("key", "Key", t => t.Key) { SortBy = t => t.Number, IsRowHeader = true, Cell = TestCells.Key },
            new("title", "Title", t => t.Title) { SortBy = t => t.Title, Cell = TestCells.Title },
            new("control", "Control", t => t.Control) { SortBy = t => t.Control, Cell = TestCells.Control, IsSecondary = true },
            new("lastResult", "Last result", t => t.LastResult is { } last ? ChoiceNames.Of(last) : null) { SortBy = t => t.LastResult, Cell = TestCells.LastResult },
            new("lastOn", "Last run on", t => DayText.Of(t.LastOn)) { SortBy = t => t.LastOn, IsSecondary = true },
            new("nextDue", "Due", t => DayText.Of(t.NextDue)) { SortBy = t => t.NextDue, Cell = TestCells.Due(today) },
            new("cadence", "How often", t => ChoiceNames.Of(t.Cadence)) { SortBy = t => t.Cadence, Cell = TestCells.Cadence, IsSecondary = true },
            new("owner", "Tester", t => t.OwnerName) { SortBy = t => t.OwnerName, Cell = TestCells.Owner, IsSecondary = true },
            new("source", "By", t => ChoiceNames.Of(t.Source)) { SortBy = t => t.Source, IsHidden = true },
            new("independence", "Independence", t => ChoiceNames.Of(t.Independence)) { SortBy = t => t.Independence, IsHidden = true },
            new("procedure", "Procedure", t => t.Procedure) { IsHidden = true },
            new("results", "Results", t => t.Results) { SortBy = t => t.Results, IsNumeric = true, IsHidden = true },
            new("tags", "Tags", t => t.Tags) { IsHidden = true },
            new("archivedAt", "Archived", t => t.ArchivedAt) { IsHidden = true },
            new("version", "Version", t => t.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["nextDue"] = "counted from the last run, or from the day of entry; empty for what is run when something happens",
            ["lastResult"] = "latest result that stands, of whatever instance; empty for a test that was never run",
        },
    };
}
