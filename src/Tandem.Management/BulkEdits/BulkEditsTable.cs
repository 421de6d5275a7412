using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.BulkEdits;

/// <summary>All bulk edits as a table.</summary>
internal static class BulkEditsTable
{
    internal static TableDefinition<BulkEdit> Definition { get; } = new()
    {
        Name = "bulk-edits",
        Title = "Bulk edits",
        DefaultSort = "key",
        IsDefaultDescending = true,
        Filters =
        [
            new TextValuesFilter<BulkEdit>("register", "Register", b => b.Register),
            new TextValuesFilter<BulkEdit>("createdBy", "By", b => b.CreatedBy),
            new DayFilter<BulkEdit>("createdAt", "When", b => b.CreatedAt),
            new FlagFilter<BulkEdit>("complete", "Rows", b => b.Refused == 0, "all done", "some refused"),
            new FlagFilter<BulkEdit>("undo", "Kind", b => b.Undoes != "", "undoes another", "new values"),
        ],
        Columns =
        [
            new("key", "Key", b => b.Key) { SortBy = b => b.Number, IsRowHeader = true, Cell = BulkCells.Key },
            new("register", "Register", b => b.Register) { SortBy = b => b.Register },
            new("what", "What", b => b.What) { Cell = BulkCells.What },
            new("changed", "Changed", b => b.Changed) { SortBy = b => b.Changed, IsNumeric = true },
            new("unchanged", "Had it already", b => b.Unchanged) { SortBy = b => b.Unchanged, IsNumeric = true, IsSecondary = true },
            new("refused", "Refused", b => b.Refused) { SortBy = b => b.Refused, IsNumeric = true },
            new("createdAt", "When", b => b.CreatedAt) { SortBy = b => b.CreatedAt, Cell = BulkCells.When, IsSecondary = true },
            new("createdBy", "By", b => b.CreatedBy) { SortBy = b => b.CreatedBy, IsSecondary = true },
            new("reason", "Reason", b => b.Reason) { IsSecondary = true },
            new("undoes", "Undoes", b => b.Undoes) { SortBy = b => b.Undoes, IsHidden = true },
        ],
    };
}
