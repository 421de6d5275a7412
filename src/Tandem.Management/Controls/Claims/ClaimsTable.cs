using Tandem.Management.Records;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Controls.Claims;

/// <summary>The register as a table.</summary>
internal static class ClaimsTable
{
    internal static TableDefinition<ControlClaim> Definition { get; } = new()
    {
        Name = "claims",
        Title = "Claims",
        DefaultSort = "key",
        SearchHint = "Search key, claim, control, kind of evidence",
        Filters =
        [
            new TextFilter<ControlClaim>("control", "Control", (rows, value) => rows.Where(c => c.Control == value)),
            RecordFilters.Owner<ControlClaim>(),
            RecordFilters.Show<ControlClaim>(),
        ],
        Columns =
        [
            new("key", "Key", c => c.Key) { SortBy = c => c.Number, IsRowHeader = true, Cell = ClaimCells.Key },
            new("claim", "Claim", c => c.Claim) { SortBy = c => c.Claim, Cell = ClaimCells.Claim },
            new("control", "Control", c => c.Control) { SortBy = c => c.Control, Cell = ClaimCells.Control },
            new("evidenceTypes", "Kinds of evidence", c => c.EvidenceTypes) { IsSecondary = true },
            new("owner", "Owner", c => c.OwnerName) { SortBy = c => c.OwnerName, Cell = ClaimCells.Owner, IsSecondary = true },
            new("updatedAt", "Changed", c => c.UpdatedAt) { SortBy = c => c.UpdatedAt, Cell = ClaimCells.Updated, IsSecondary = true },
            new("tags", "Tags", c => c.Tags) { IsHidden = true },
            new("archivedAt", "Archived", c => c.ArchivedAt) { IsHidden = true },
            new("version", "Version", c => c.Version) { IsHidden = true },
        ],
    };
}
