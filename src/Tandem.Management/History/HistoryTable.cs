using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.History;

/// <summary>All changes as a table, newest first.</summary>
internal static class HistoryTable
{
    internal static TableDefinition<ChangeEvent> Definition { get; } = new()
    {
        Name = "history",
        Title = "Changes",
        DefaultSort = "number",
        IsDefaultDescending = true,
        Filters =
        [
            new TextValuesFilter<ChangeEvent>("type", "Record type", e => e.RecordType) { Speak = RecordName.TypeWords },
            new TextFilter<ChangeEvent>("key", "Key", e => e.RecordKey),
            new TextValuesFilter<ChangeEvent>("actor", "Who", e => e.ActorName),
            new TextValuesFilter<ChangeEvent>("action", "Action", e => e.Action),
            new DayFilter<ChangeEvent>("at", "When", e => e.At),
        ],
        Columns =
        [
            new("number", "No.", e => e.Number) { SortBy = e => e.Number, IsRowHeader = true, Cell = HistoryCells.Number },
            new("at", "When", e => e.At) { SortBy = e => e.At, Cell = HistoryCells.At },
            new("actor", "Who", e => e.ActorName) { SortBy = e => e.ActorName, Cell = HistoryCells.Who },
            new("action", "What", e => e.Action) { SortBy = e => e.Action, Cell = HistoryCells.What },
            new("type", "Record type", e => e.RecordType) { IsHidden = true },
            new("key", "Key", e => e.RecordKey) { IsHidden = true },
            new("version", "Version", e => e.RecordVersion) { IsHidden = true },
            new("fields", "Fields", e => e.Fields) { Cell = HistoryCells.Fields, IsSecondary = true },
            new("reason", "Reason", e => e.Reason) { IsSecondary = true },
            new("requestId", "Request", e => e.RequestId) { IsHidden = true },
            new("ledgerIndex", "Ledger", e => e.LedgerIndex) { SortBy = e => e.LedgerIndex, Cell = HistoryCells.Ledger },
        ],
        Legend = new Dictionary<string, string>
        {
            ["requestId"] = "the request that made the change, with the name of the access token when a program made it",
            ["ledgerIndex"] = "index of the record of the change in the management system's own log; empty means that it waits for the log",
            ["fields"] = "each changed field with its value before and after; contents of secret fields are not recorded",
        },
    };
}
