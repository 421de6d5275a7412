using Tandem.Management.Frameworks;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Integration;

/// <summary>What carries over, requirement by requirement, as a table.</summary>
internal static class IntegrationTable
{
    internal static TableDefinition<IntegrationRow> Definition { get; } = new()
    {
        Name = "integration",
        Title = "From ISO/IEC 27001 to ISO/IEC 42001",
        DefaultSort = "requirement",
        SearchHint = "Search number, title, approach, control, document",
        Search = (rows, word) => rows.Where(r => Text(r).Contains(word, StringComparison.OrdinalIgnoreCase)),
        Filters =
        [
            new EnumFilter<IntegrationRow, CarryOver>("carryOver", "What is to be done", r => r.CarryOver, CarryOvers.Words),
            new ChoiceFilter<IntegrationRow>("kind", "Kind", [new("", "All"), new("clause", "Clauses"), new("control", "Controls of Annex A")],
                (rows, value) => rows.Where(r => r.Requirement.Kind == RequirementKind.Clause == (value == "clause"))),
            new FlagFilter<IntegrationRow>("missing", "Here", r => r.Missing.Count > 0, "something is missing", "nothing is missing"),
        ],
        Columns =
        [
            new("requirement", "Requirement", r => r.Requirement.Id.ToString()) { IsRowHeader = true, SortBy = r => RequirementOrder.Key(r.Requirement.Id), Cell = IntegrationCells.Requirement },
            new("title", "Title", r => r.Requirement.Title) { SortBy = r => r.Requirement.Title },
            new("carryOver", "What is to be done", r => ChoiceNames.Of(r.CarryOver)) { SortBy = r => r.CarryOver, Cell = IntegrationCells.CarryOver },
            new("siblings", "Built on", r => r.Siblings.Select(sibling => sibling.Id.ToString()).ToList()) { Cell = IntegrationCells.Siblings, IsSecondary = true },
            new("approach", "How", r => r.Approach) { IsHidden = true },
            new("controls", "Controls", r => r.Controls.Select(control => control.Control.Key).ToList()) { Cell = IntegrationCells.Controls },
            new("base", "Controls that can be extended", r => r.Base.Select(control => control.Control.Key).ToList()) { IsHidden = true },
            new("documents", "Documents", r => r.Documents.Select(document => document.Key).ToList()) { Cell = IntegrationCells.Documents, IsSecondary = true },
            new("missing", "Missing here", r => r.Missing) { Cell = IntegrationCells.Missing },
        ],
        Legend = new Dictionary<string, string>
        {
            ["carryOver"] = "carriesOver: one process serves both; extend: existing work can be extended; related: something related exists, too weak to build on; new: nothing to build on. It speaks of work that can be shared, never of whether a requirement is met",
            ["siblings"] = "requirements of ISO/IEC 27001, strongest first; pairs that were refused here are left out",
            ["documents"] = "documents begun with a template that serves the requirement",
        },
    };

    private static string Text(IntegrationRow r) => $"{r.Requirement.Id} {r.Requirement.Title} {r.Approach} {string.Join(' ', r.Siblings.Select(sibling => sibling.Id))} {string.Join(' ', r.Controls.Concat(r.Base).Select(control => $"{control.Control.Key} {control.Control.Title}"))} {string.Join(' ', r.Documents.Select(document => $"{document.Key} {document.Title}"))}";
}
