using Microsoft.AspNetCore.Components;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Frameworks;

internal static class MappingTable
{
    internal static TableDefinition<ControlMapping> Of(FrameworkCatalogue catalogue) => new()
    {
        Name = "mapping",
        Title = "Pairs of controls of both standards",
        DefaultSort = "strength",
        IsDefaultDescending = true,
        UniqueBy = m => m.Id,
        SearchHint = "Search number, title or rationale",
        Search = (rows, word) => rows.Where(m => Text(m).Contains(word, StringComparison.OrdinalIgnoreCase)),
        Columns =
        [
            new("id", "Pair", m => m.Id) { IsHidden = true },
            new("source", "ISO/IEC 27001", m => m.Source.Id.ToString()) { IsRowHeader = true, SortBy = m => Key(m.Source), Cell = m => RequirementCell(m.Source) },
            new("sourceTitle", "Title", m => m.Source.Title) { IsHidden = true },
            new("target", "ISO/IEC 42001", m => m.Target.Id.ToString()) { SortBy = m => Key(m.Target), Cell = m => RequirementCell(m.Target) },
            new("targetTitle", "Title", m => m.Target.Title) { IsHidden = true },
            new("strength", "Strength", m => m.Strength) { IsNumeric = true, SortBy = m => m.Strength },
            new("relation", "Relation", m => m.Relation) { IsHidden = true },
            new("extends", "Work can be extended", m => m.Extends) { IsSecondary = true, SortBy = m => m.Extends },
            new("reuse", "What is shared", m => m.Reuse) { SortBy = m => m.Reuse },
            new("rationale", "Why", m => m.Rationale),
            new("basis", "Basis", m => m.Basis) { IsHidden = true },
        ],
        Filters =
        [
            new TextValuesFilter<ControlMapping>("area", "Area of 42001", m => m.Target.Group.Prefix) { Codes = Groups(catalogue, Standard.Iso42001) },
            new TextValuesFilter<ControlMapping>("theme", "Theme of 27001", m => m.Source.Group.Prefix) { Codes = Groups(catalogue, Standard.Iso27001) },
            new FlagFilter<ControlMapping>("extends", "Work can be extended", m => m.Extends, "yes, strength 5 and up", "no"),
        ],
        Legend = new Dictionary<string, string>
        {
            ["strength"] = "1 (hardly anything in common) to 10 (the same); our judgement",
            ["extends"] = "existing work for the one can be extended to help meet the other",
            ["status"] = "a pair suggests where work can be shared; it never shows that a control is met",
        },
    };

    private static List<Choice> Groups(FrameworkCatalogue catalogue, Standard standard) =>
        catalogue.Controls.Where(control => control.Id.Standard == standard).Select(control => control.Group).Distinct().Select(group => new Choice(group.Prefix, $"{group.Prefix} {group.Title}")).ToList();

    private static string Text(ControlMapping m) => $"{m.Source.Id} {m.Source.Title} {m.Target.Id} {m.Target.Title} {m.Reuse} {m.Rationale}";

    /// <summary>Sorts A.8.9 before A.8.10.</summary>
    private static string Key(Requirement requirement) => RequirementOrder.Key(requirement.Id);

    private static RenderFragment RequirementCell(Requirement requirement) => builder =>
    {
        builder.OpenComponent<RequirementLink>(0);
        builder.AddComponentParameter(1, nameof(RequirementLink.Requirement), requirement);
        builder.CloseComponent();
    };
}
