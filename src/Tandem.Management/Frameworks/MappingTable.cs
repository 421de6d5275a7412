using Microsoft.AspNetCore.Components;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Frameworks;

internal static class MappingTable
{
    internal static TableDefinition<ControlMapping> Of(FrameworkCatalogue catalogue) => new()
    {
        Name = "mapping",
        Title = "Pairs of controls of both standards",
        DefaultSort = "strength",
        IsDefaultDescending = true,
        SearchHint = "Search number, title or rationale",
        Search = (rows, word) => rows.Where(m => Text(m).Contains(word, StringComparison.OrdinalIgnoreCase)),
        Columns =
        [
            new("id", "Pair", m => m.Id) { IsExportOnly = true },
            new("source", "ISO/IEC 27001", m => m.Source.Id.ToString()) { IsRowHeader = true, SortBy = m => Key(m.Source), Cell = m => RequirementCell(m.Source) },
            new("sourceTitle", "Title", m => m.Source.Title) { IsExportOnly = true },
            new("target", "ISO/IEC 42001", m => m.Target.Id.ToString()) { SortBy = m => Key(m.Target), Cell = m => RequirementCell(m.Target) },
            new("targetTitle", "Title", m => m.Target.Title) { IsExportOnly = true },
            new("strength", "Strength", m => m.Strength) { IsNumeric = true, SortBy = m => m.Strength },
            new("relation", "Relation", m => m.Relation) { IsExportOnly = true },
            new("extends", "Work can be extended", m => m.Extends) { IsSecondary = true, SortBy = m => m.Extends },
            new("reuse", "What is shared", m => m.Reuse) { SortBy = m => m.Reuse },
            new("rationale", "Why", m => m.Rationale),
            new("basis", "Basis", m => m.Basis) { IsExportOnly = true },
        ],
        Filters =
        [
            new("area", "Area of 42001", [new("", "all"), .. Groups(catalogue, Standard.Iso42001)], (rows, value) => rows.Where(m => m.Target.Group.Prefix == value)),
            new("theme", "Theme of 27001", [new("", "all"), .. Groups(catalogue, Standard.Iso27001)], (rows, value) => rows.Where(m => m.Source.Group.Prefix == value)),
            new("extends", "Work can be extended", [new("", "all"), new("yes", "yes, strength 5 and up"), new("no", "no")], (rows, value) => rows.Where(m => m.Extends == (value == "yes"))),
        ],
        Legend = new Dictionary<string, string>
        {
            ["strength"] = "1 (hardly anything in common) to 10 (the same); our judgement",
            ["extends"] = "existing work for the one can be extended to help meet the other",
            ["status"] = "a pair suggests where work can be shared; it never shows that a control is met",
        },
    };

    private static IEnumerable<Choice> Groups(FrameworkCatalogue catalogue, Standard standard) =>
        catalogue.Controls.Where(control => control.Id.Standard == standard).Select(control => control.Group).Distinct().Select(group => new Choice(group.Prefix, $"{group.Prefix} {group.Title}"));

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
