using Tandem.Management.Records;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Auditors;

/// <summary>The register as a table.</summary>
internal static class AuditorAccessTable
{
    internal static TableDefinition<AuditorAccess> Definition { get; } = new()
    {
        Name = "auditor-access",
        Title = "Auditor access",
        DefaultSort = "lastDay",
        IsDefaultDescending = true,
        SearchHint = "Search key, audit, auditor, record",
        Filters =
        [
            RecordFilters.Show<AuditorAccess>("Ended by hand"),
        ],
        Columns =
        [
            new("key", "Key", a => a.Key) { SortBy = a => a.Number, IsRowHeader = true, Cell = AuditorCells.Key },
            new("audit", "Audit", a => a.Audit) { SortBy = a => a.Audit, Cell = AuditorCells.Audit },
            new("auditor", "Auditor", a => a.AuditorName) { SortBy = a => a.AuditorName, Cell = AuditorCells.Auditor },
            new("firstDay", "First day", a => DayText.Of(a.FirstDay)) { SortBy = a => a.FirstDay, IsSecondary = true },
            new("lastDay", "Last day", a => DayText.Of(a.LastDay)) { SortBy = a => a.LastDay },
            new("registers", "Whole registers", a => a.Registers) { IsSecondary = true },
            new("records", "Single records", a => a.Records) { IsHidden = true },
            new("archivedAt", "Ended", a => a.ArchivedAt) { IsHidden = true },
            new("version", "Version", a => a.Version) { IsHidden = true },
        ],
    };
}
