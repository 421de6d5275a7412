using Microsoft.AspNetCore.Components;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Frameworks;

internal static class ClauseTable
{
    internal static TableDefinition<ClauseMapping> Definition { get; } = new()
    {
        Name = "clauses",
        Title = "Clauses of both standards side by side",
        DefaultSort = "clause",
        SearchHint = "Search number, title or approach",
        Search = (rows, word) => rows.Where(m => Text(m).Contains(word, StringComparison.OrdinalIgnoreCase)),
        ByStandard = (rows, standard) => Narrow(rows, standard),
        Columns =
        [
            new("clause", "Clause", m => m.Target.Id.Ref) { IsRowHeader = true, SortBy = m => RequirementOrder.Key(m.Target.Id), Cell = m => builder => builder.AddContent(0, $"{m.Target.Id.Ref} {m.Target.Title}") },
            new("iso27001", "ISO/IEC 27001", m => m.Source?.Id.ToString()) { Cell = m => Link(m.Source) },
            new("iso42001", "ISO/IEC 42001", m => m.Target.Id.ToString()) { Cell = m => Link(m.Target) },
            new("integration", "How shared", m => m.IntegrationText) { SortBy = m => m.Integration, Cell = m => Pill(m) },
            new("relation", "Relation", m => m.Relation) { IsHidden = true },
            new("approach", "How one process serves both", m => m.Approach),
        ],
        Filters =
        [
            new EnumFilter<ClauseMapping, ClauseIntegration>("integration", "How shared", m => m.Integration, ClauseMapping.Words),
        ],
    };

    /// <summary>Clauses that a standard has; every clause of ISO/IEC 42001 stands in the table, of ISO/IEC 27001 those with a sibling there.</summary>
    internal static IQueryable<ClauseMapping> Narrow(IQueryable<ClauseMapping> rows, Standard? standard) => standard == Standard.Iso27001 ? rows.Where(m => m.Source != null) : rows;

    private static string Text(ClauseMapping m) => $"{m.Source?.Id} {m.Target.Id} {m.Target.Title} {m.IntegrationText} {m.Approach}";

    private static RenderFragment Link(Requirement? requirement) => builder =>
    {
        if (requirement is null)
        {
            builder.AddContent(0, "none");
            return;
        }
        builder.OpenElement(1, "a");
        builder.AddAttribute(2, "href", requirement.Url);
        builder.AddContent(3, requirement.Id.ToString());
        builder.CloseElement();
    };

    private static RenderFragment Pill(ClauseMapping mapping) => builder =>
    {
        builder.OpenComponent<StatePill>(0);
        builder.AddComponentParameter(1, nameof(StatePill.Text), mapping.IntegrationText);
        builder.AddComponentParameter(2, nameof(StatePill.Tone), mapping.Integration switch
        {
            ClauseIntegration.Same => Tone.Good,
            ClauseIntegration.Extended => Tone.Active,
            ClauseIntegration.OnlyIso42001 => Tone.Attention,
            _ => throw new InvalidOperationException("not an integration"),
        });
        builder.CloseComponent();
    };
}
