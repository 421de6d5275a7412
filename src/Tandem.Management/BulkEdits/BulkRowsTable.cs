using Tandem.Management.Records;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.BulkEdits;

/// <summary>The rows of one bulk edit as a table.</summary>
internal static class BulkRowsTable
{
    /// <param name="register">Whose records they are; null for a register that is no more.</param>
    internal static TableDefinition<BulkEditRow> Of(Register? register) => new()
    {
        Name = "bulk-edit-rows",
        Title = "Rows of the bulk edit",
        DefaultSort = "key",
        SearchHint = "Search key, title, values, reason",
        Search = (rows, word) => rows.Where(r => r.SearchText.Contains(word)),
        Filters = [new EnumFilter<BulkEditRow, BulkOutcome>("outcome", "What became of it", r => r.Outcome, BulkWords.Of)],
        Columns =
        [
            new("key", "Key", r => r.RecordKey) { SortBy = r => r.Position, IsRowHeader = true, Cell = BulkCells.RowKey(register) },
            new("title", "Title", r => r.Title) { SortBy = r => r.Title },
            new("outcome", "What became of it", r => BulkWords.Name(r.Outcome)) { SortBy = r => r.Outcome, Cell = BulkCells.Outcome },
            new("what", "Before → after", r => r.What),
            new("why", "Why not", r => r.Why) { SortBy = r => r.Why },
            new("versionBefore", "Version looked at", r => r.VersionBefore) { SortBy = r => r.VersionBefore, IsNumeric = true, IsHidden = true },
            new("versionAfter", "Version after", r => r.VersionAfter) { SortBy = r => r.VersionAfter, IsNumeric = true, IsHidden = true },
        ],
    };
}
