using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Tasks;

/// <summary>The register as a table; who asks and on what day decides what is one's own and what is overdue.</summary>
internal static class TasksTable
{
    /// <param name="person">Key of who asks; null for nobody.</param>
    /// <param name="today">Day of UTC.</param>
    /// <param name="mayReport">True for a task that who asks may finish and postpone.</param>
    internal static TableDefinition<TaskEntry> For(string? person, DateOnly today, Func<TaskEntry, bool> mayReport) => new()
    {
        Name = "tasks",
        Title = "Tasks",
        DefaultSort = "dueDay",
        SearchHint = "Search key, title, person, record, result",
        Filters =
        [
            new ChoiceFilter<TaskEntry>("who", "Whose", [new("", "Everybody's"), new("mine", "Mine to do"), new("owned", "Mine to answer for"), new("nobody", "Nobody's")], (rows, value) => value switch
            {
                "mine" => rows.Where(t => t.Assignee == person),
                "owned" => rows.Where(t => t.Owner == person),
                _ => rows.Where(t => t.Assignee == ""),
            }),
            new ChoiceFilter<TaskEntry>("state", "State", [new("unfinished", "Not finished"), new("", "All states"), .. ChoiceNames.All<TaskState>(TaskWords.Of)],
                (rows, value) => ChoiceNames.Parse<TaskState>(value) is { } state ? rows.Where(t => t.State == state) : rows.Where(t => t.State == TaskState.Open || t.State == TaskState.InProgress)),
            new ChoiceFilter<TaskEntry>("due", "Due", [new("", "Any day"), new("overdue", "Overdue"), new("today", "Today"), new("week", "This week"), new("none", "No day")], (rows, value) => Due(rows, value, today)),
            new EnumFilter<TaskEntry, TaskPriority>("priority", "Priority", t => t.Priority, TaskWords.Of),
            new TextValuesFilter<TaskEntry>("assignee", "Assignee", t => t.AssigneeName),
            new TextFilter<TaskEntry>("about", "About", (rows, value) => About(rows, value)),
            RecordFilters.Owner<TaskEntry>(),
            RecordFilters.Show<TaskEntry>(),
        ],
        Columns =
        [
            new("key", "Key", t => t.Key) { SortBy = t => t.Number, IsRowHeader = true, Cell = TaskCells.Key },
            new("title", "Title", t => t.Title) { SortBy = t => t.Title, Cell = TaskCells.Title },
            new("dueDay", "Due", t => DayText.Of(t.DueDay)) { SortBy = t => t.DueOrder, Cell = TaskCells.Due(today, mayReport) },
            new("state", "State", t => ChoiceNames.Of(t.State)) { SortBy = t => t.State, Cell = TaskCells.State(mayReport) },
            new("priority", "Priority", t => ChoiceNames.Of(t.Priority)) { SortBy = t => t.Priority == TaskPriority.High ? 0 : t.Priority == TaskPriority.Normal ? 1 : 2, Cell = TaskCells.Priority, IsSecondary = true },
            new("assignee", "Assignee", t => t.AssigneeName) { SortBy = t => t.AssigneeName, Cell = TaskCells.Assignee },
            new("about", "About", t => t.About) { SortBy = t => t.About, Cell = TaskCells.About, IsSecondary = true },
            new("recurrence", "Recurrence", t => t.Recurrence) { Cell = TaskCells.Recurrence, IsSecondary = true },
            new("owner", "Owner", t => t.OwnerName) { IsHidden = true },
            new("description", "Description", t => t.Description) { IsHidden = true },
            new("standards", "Standards", t => t.Standards.Select(ChoiceNames.Of).ToList()) { IsHidden = true },
            new("evidenceExpected", "Evidence expected", t => t.EvidenceExpected) { IsHidden = true },
            new("result", "Result", t => t.Result) { IsHidden = true },
            new("finishedAt", "Finished", t => t.FinishedAt) { IsHidden = true },
            new("series", "Series", t => t.SeriesKey) { IsHidden = true },
            new("occurrence", "Occurrence", t => t.Occurrence) { IsHidden = true },
            new("tags", "Tags", t => t.Tags) { IsHidden = true },
            new("archivedAt", "Archived", t => t.ArchivedAt) { IsHidden = true },
            new("version", "Version", t => t.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["dueDay"] = "until the end of that day, UTC",
            ["recurrence"] = "rule of RFC 5545; empty for a task that does not recur",
            ["occurrence"] = "place in the series; days of the rule that passed unused are counted too",
        },
    };

    private static IQueryable<TaskEntry> About(IQueryable<TaskEntry> rows, string key)
    {
        var known = key.ToUpperInvariant();
        return rows.Where(t => t.About == known);
    }

    // Overdue is what is not finished, whatever the filter of states says; "this week" ends with Sunday.
    private static IQueryable<TaskEntry> Due(IQueryable<TaskEntry> rows, string value, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var sunday = monday.AddDays(6);
        return value switch
        {
            "overdue" => rows.Where(t => t.DueDay < today && (t.State == TaskState.Open || t.State == TaskState.InProgress)),
            "today" => rows.Where(t => t.DueDay == today),
            "week" => rows.Where(t => t.DueDay >= monday && t.DueDay <= sunday),
            _ => rows.Where(t => t.DueDay == null),
        };
    }
}
