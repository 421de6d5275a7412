using Tandem.Management.Frameworks;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Evidence.Coverage;

/// <summary>Gaps as a table.</summary>
internal static class GapsTable
{
    internal static TableDefinition<EvidenceGap> Definition { get; } = new()
    {
        Name = "evidence-gaps",
        Title = "Evidence that is missing",
        DefaultSort = "claim",
        UniqueBy = gap => gap.Claim + "/" + gap.Kind,
        SearchHint = "Search claim, control, kind, owner",
        Search = (rows, word) => rows.Where(gap => Text(gap).Contains(word, StringComparison.OrdinalIgnoreCase)),
        ByStandard = (rows, standard) => rows.Where(gap => standard == Standard.Iso27001 ? gap.ServesIso27001 : gap.ServesIso42001),
        Filters =
        [
            new EnumFilter<EvidenceGap, KindCoverage>("coverage", "State", gap => gap.Coverage, CoverageOfKindWords.Of),
            new TextValuesFilter<EvidenceGap>("kind", "Kind", gap => gap.Kind),
            new FlagFilter<EvidenceGap>("shown", "Claim", gap => gap.IsShownOtherwise, "shown by another kind", "shown by nothing"),
            new TextFilter<EvidenceGap>("control", "Control", (rows, value) => rows.Where(gap => gap.Control == value)),
            new TextValuesFilter<EvidenceGap>("owner", "Owner", gap => gap.OwnerName),
        ],
        Columns =
        [
            new("claim", "Claim", gap => gap.Claim) { SortBy = gap => gap.Number, IsRowHeader = true, Cell = GapCells.Claim },
            new("kind", "Kind of evidence", gap => gap.Kind) { SortBy = gap => gap.Kind, Cell = GapCells.Kind },
            new("coverage", "State", gap => ChoiceNames.Of(gap.Coverage)) { SortBy = gap => gap.Coverage, Cell = GapCells.Coverage },
            new("item", "Newest item", gap => gap.Item) { Cell = GapCells.Item },
            new("ageDays", "Age in days", gap => gap.AgeDays) { SortBy = gap => gap.AgeDays ?? int.MaxValue, IsNumeric = true, IsSecondary = true },
            new("control", "Control", gap => gap.Control) { SortBy = gap => gap.Control, IsSecondary = true, Cell = GapCells.Control },
            new("owner", "Owner", gap => gap.OwnerName) { SortBy = gap => gap.OwnerName, IsSecondary = true, Cell = GapCells.Owner },
            new("text", "What is claimed", gap => gap.Text) { IsHidden = true },
            new("shownOtherwise", "Shown by another kind", gap => gap.IsShownOtherwise) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["coverage"] = "of all items of the kind that are linked with the claim as evidence; contradicted: an accepted item shows the contrary",
            ["ageDays"] = "since the newest item of the kind was collected; empty when there is none, or nothing says when",
        },
    };

    private static string Text(EvidenceGap gap) => $"{gap.Claim} {gap.Text} {gap.Control} {gap.ControlTitle} {gap.Kind} {gap.OwnerName}";
}
