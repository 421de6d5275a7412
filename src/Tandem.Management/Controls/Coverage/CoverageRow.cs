using Tandem.Management.Controls.Library;
using Tandem.Management.Frameworks;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Controls.Coverage;

/// <summary>A requirement with what is done about it.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Controls">Controls in use that serve it.</param>
/// <param name="Proposals">Items of the library that would serve it and are not adopted yet.</param>
public sealed record CoverageRow(Requirement Requirement, IReadOnlyList<ControlPosition> Controls, IReadOnlyList<LibraryControl> Proposals)
{
    public CoverageState State =>
        Controls.Count == 0 ? CoverageState.NoControl
        : Controls.All(control => !control.Needed.Any()) ? CoverageState.NoPlace
        : Controls.All(control => control.IsInPlace || (control.Instances.Count > 0 && !control.Needed.Any())) ? CoverageState.InPlace
        : CoverageState.UnderWay;

    public int InPlace => Controls.Count(control => control.IsInPlace);
}

/// <summary>How far the controls for a requirement are; from worst to best.</summary>
public enum CoverageState
{
    NoControl,
    NoPlace,
    UnderWay,
    InPlace,
}

/// <summary>What pages call it.</summary>
internal static class CoverageWords
{
    internal static string Of(CoverageState state) => state switch
    {
        CoverageState.NoControl => "No control",
        CoverageState.NoPlace => "Put in place nowhere",
        CoverageState.UnderWay => "Under way",
        CoverageState.InPlace => "In place",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static Tone Tone(CoverageState state) => state switch
    {
        CoverageState.NoControl => Ui.Tone.Bad,
        CoverageState.NoPlace => Ui.Tone.Attention,
        CoverageState.UnderWay => Ui.Tone.Active,
        CoverageState.InPlace => Ui.Tone.Good,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Requirements with their controls as a table.</summary>
internal static class CoverageTable
{
    internal static TableDefinition<CoverageRow> Definition { get; } = new()
    {
        Name = "coverage",
        Title = "Requirements and their controls",
        DefaultSort = "requirement",
        SearchHint = "Search number, title, control",
        Search = (rows, word) => rows.Where(r => Text(r).Contains(word, StringComparison.OrdinalIgnoreCase)),
        ByStandard = (rows, standard) => rows.Where(r => r.Requirement.Id.Standard == standard),
        Filters =
        [
            new EnumFilter<CoverageRow, CoverageState>("state", "State", r => r.State, CoverageWords.Of),
            new ChoiceFilter<CoverageRow>("kind", "Kind", [new("", "All"), new("clause", "Clauses"), new("control", "Controls of Annex A")],
                (rows, value) => rows.Where(r => r.Requirement.Kind == RequirementKind.Clause == (value == "clause"))),
            new FlagFilter<CoverageRow>("proposals", "Library", r => r.Proposals.Count > 0, "has a proposal", "has none"),
        ],
        Columns =
        [
            new("requirement", "Requirement", r => r.Requirement.Id.ToString()) { IsRowHeader = true, SortBy = r => RequirementOrder.Key(r.Requirement.Id), Cell = CoverageCells.Requirement },
            new("title", "Title", r => r.Requirement.Title) { SortBy = r => r.Requirement.Title, Cell = CoverageCells.Title },
            new("state", "State", r => ChoiceNames.Of(r.State)) { SortBy = r => r.State, Cell = CoverageCells.State },
            new("controls", "Controls", r => r.Controls.Select(control => control.Control.Key).ToList()) { Cell = CoverageCells.Controls },
            new("inPlace", "In place", r => r.InPlace) { IsNumeric = true, SortBy = r => r.InPlace, Cell = CoverageCells.InPlace, IsHidden = true },
            new("proposals", "Proposed by the library", r => r.Proposals.Select(item => item.Id).ToList()) { Cell = CoverageCells.Proposals },
        ],
        Legend = new Dictionary<string, string>
        {
            ["state"] = "in place: every control that serves the requirement is in place wherever it is needed; that does not show that the requirement is met",
            ["proposals"] = "items of the shipped library that serve the requirement and were not adopted yet",
        },
    };

    private static string Text(CoverageRow r) => $"{r.Requirement.Id} {r.Requirement.Title} {string.Join(' ', r.Controls.Select(control => $"{control.Control.Key} {control.Control.Title}"))}";
}
