using System.Globalization;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.History;

/// <summary>All changes as a table, newest first.</summary>
internal static class HistoryTable
{
    /// <param name="types">Types of record that the history knows.</param>
    internal static TableDefinition<ChangeEvent> Definition(IReadOnlyList<string> types) => new()
    {
        Name = "history",
        Title = "Changes",
        DefaultSort = "number",
        IsDefaultDescending = true,
        Filters =
        [
            new("type", "Record type", [new("", "All types"), .. types.Select(type => new Choice(type, RecordName.TypeWords(type)))], (rows, value) => rows.Where(e => e.RecordType == value)),
            new("key", "Key", [], (rows, value) => rows.Where(e => e.RecordKey == value)),
            new("actor", "Who", [], (rows, value) => rows.Where(e => e.ActorName == value)),
            new("action", "Action", [new("", "All actions"), .. ChangeAction.All.Select(action => new Choice(action, action))], (rows, value) => rows.Where(e => e.Action == value)),
            new("from", "From", [], (rows, value) => Day(value) is { } day ? rows.Where(e => e.At >= day) : rows) { InputType = "date" },
            new("to", "To", [], (rows, value) => Day(value) is { } day ? rows.Where(e => e.At < day.AddDays(1)) : rows) { InputType = "date" },
        ],
        Columns =
        [
            new("number", "No.", e => e.Number) { SortBy = e => e.Number, IsRowHeader = true, Cell = HistoryCells.Number },
            new("at", "When", e => e.At) { SortBy = e => e.At, Cell = HistoryCells.At },
            new("actor", "Who", e => e.ActorName) { SortBy = e => e.ActorName },
            new("action", "What", e => e.Action) { SortBy = e => e.Action, Cell = HistoryCells.What },
            new("type", "Record type", e => e.RecordType) { IsExportOnly = true },
            new("key", "Key", e => e.RecordKey) { IsExportOnly = true },
            new("version", "Version", e => e.RecordVersion) { IsExportOnly = true },
            new("fields", "Fields", e => e.Fields) { Cell = HistoryCells.Fields, IsSecondary = true },
            new("reason", "Reason", e => e.Reason) { IsSecondary = true },
            new("requestId", "Request", e => e.RequestId) { IsExportOnly = true },
            new("ledgerIndex", "Ledger", e => e.LedgerIndex) { SortBy = e => e.LedgerIndex, Cell = HistoryCells.Ledger },
        ],
        Legend = new Dictionary<string, string>
        {
            ["ledgerIndex"] = "index of the record of the change in the management system's own log; empty means that it waits for the log",
            ["fields"] = "each changed field with its value before and after; contents of secret fields are not recorded",
        },
    };

    // Days are UTC days, as the page says.
    private static DateTimeOffset? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? new(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
