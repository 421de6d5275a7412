using Microsoft.AspNetCore.Components;
using Tandem.Management.Frameworks.MappingDecisions;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Frameworks;

internal static class MappingTable
{
    internal static TableDefinition<MappingRow> Of(FrameworkCatalogue catalogue, bool mayDecide) => new()
    {
        Name = "mapping",
        Title = "Pairs of controls of both standards",
        DefaultSort = "strength",
        IsDefaultDescending = true,
        UniqueBy = m => m.Pair.Id,
        SearchHint = "Search number, title or rationale",
        Search = (rows, word) => rows.Where(m => Text(m).Contains(word, StringComparison.OrdinalIgnoreCase)),
        Columns =
        [
            new("id", "Pair", m => m.Pair.Id) { IsHidden = true },
            new("source", "ISO/IEC 27001", m => m.Pair.Source.Id.ToString()) { IsRowHeader = true, SortBy = m => Key(m.Pair.Source), Cell = m => RequirementCell(m.Pair.Source) },
            new("sourceTitle", "Title", m => m.Pair.Source.Title) { IsHidden = true },
            new("target", "ISO/IEC 42001", m => m.Pair.Target.Id.ToString()) { SortBy = m => Key(m.Pair.Target), Cell = m => RequirementCell(m.Pair.Target) },
            new("targetTitle", "Title", m => m.Pair.Target.Title) { IsHidden = true },
            new("strength", "Strength", m => m.Pair.Strength) { IsNumeric = true, SortBy = m => m.Pair.Strength },
            new("relation", "Relation", m => m.Pair.Relation) { IsHidden = true },
            new("extends", "Work can be extended", m => m.Pair.Extends) { IsSecondary = true, SortBy = m => m.Pair.Extends },
            new("reuse", "What is shared", m => m.Pair.Reuse) { SortBy = m => m.Pair.Reuse },
            new("rationale", "Why", m => m.Pair.Rationale),
            new("basis", "Basis", m => m.Pair.Basis) { IsHidden = true },
            new("decision", "Decision", m => ChoiceNames.Of(m.State)) { SortBy = m => m.State, Cell = MappingCells.Decision(mayDecide) },
            new("reason", "Reason", m => m.Decision == null ? "" : m.Decision.Reason) { IsHidden = true },
            new("decidedBy", "Decided by", m => m.Decision?.UpdatedBy) { IsHidden = true },
            new("decidedAt", "Decided at", m => m.Decision?.UpdatedAt) { IsHidden = true, SortBy = m => m.Decision == null ? null : m.Decision.UpdatedAt },
            new("decidedOn", "Decided on content", m => m.Decision?.ContentVersion) { IsHidden = true },
            new("isOnAnotherVersion", "Content has changed since", m => m.IsOnAnotherVersion) { IsHidden = true },
        ],
        Filters =
        [
            new TextValuesFilter<MappingRow>("area", "Area of 42001", m => m.Pair.Target.Group.Prefix) { Codes = Groups(catalogue, Standard.Iso42001) },
            new TextValuesFilter<MappingRow>("theme", "Theme of 27001", m => m.Pair.Source.Group.Prefix) { Codes = Groups(catalogue, Standard.Iso27001) },
            new EnumFilter<MappingRow, MappingState>("decision", "Decision", m => m.State, MappingRow.Words),
            new FlagFilter<MappingRow>("changed", "Content since the decision", m => m.IsOnAnotherVersion, "has changed", "is the same"),
            new FlagFilter<MappingRow>("extends", "Work can be extended", m => m.Pair.Extends, "yes, strength 5 and up", "no"),
        ],
        Legend = new Dictionary<string, string>
        {
            ["strength"] = "1 (hardly anything in common) to 10 (the same); our judgement",
            ["extends"] = "existing work for the one can be extended to help meet the other",
            ["decision"] = "proposed: nobody has decided on the pair; accepted or refused: what the organisation thinks of it",
            ["status"] = "a pair suggests where work can be shared; it never shows that a control is met",
        },
    };

    private static List<Choice> Groups(FrameworkCatalogue catalogue, Standard standard) =>
        catalogue.Controls.Where(control => control.Id.Standard == standard).Select(control => control.Group).Distinct().Select(group => new Choice(group.Prefix, $"{group.Prefix} {group.Title}")).ToList();

    private static string Text(MappingRow m) => $"{m.Pair.Source.Id} {m.Pair.Source.Title} {m.Pair.Target.Id} {m.Pair.Target.Title} {m.Pair.Reuse} {m.Pair.Rationale}";

    /// <summary>Sorts A.8.9 before A.8.10.</summary>
    private static string Key(Requirement requirement) => RequirementOrder.Key(requirement.Id);

    private static RenderFragment RequirementCell(Requirement requirement) => builder =>
    {
        builder.OpenComponent<RequirementLink>(0);
        builder.AddComponentParameter(1, nameof(RequirementLink.Requirement), requirement);
        builder.CloseComponent();
    };
}
