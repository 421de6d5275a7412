using Tandem.Management.Records.Fields;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Documents.Templates;

/// <summary>A template and the documents that were begun with it.</summary>
public sealed record TemplateRow(DocumentTemplate Template, IReadOnlyList<string> Documents);

/// <summary>The templates as a table.</summary>
internal static class TemplatesTable
{
    internal static TableDefinition<TemplateRow> Definition { get; } = new()
    {
        Name = "document-templates",
        Title = "Templates of documents",
        DefaultSort = "title",
        UniqueBy = r => r.Template.Id,
        SearchHint = "Search title, identifier, requirement",
        Search = (rows, word) => rows.Where(r => $"{r.Template.Id} {r.Template.Title} {string.Join(' ', r.Template.Requirements)}".Contains(word, StringComparison.OrdinalIgnoreCase)),
        ByStandard = (rows, standard) => rows.Where(r => r.Template.Standards.Contains(standard)),
        Filters =
        [
            new EnumFilter<TemplateRow, DocumentKind>("kind", "Kind", r => r.Template.Kind, DocumentWords.Of),
            new ChoiceFilter<TemplateRow>("used", "Here", [new("", "Any"), new("no", "Not begun yet"), new("yes", "Begun")], (rows, value) => rows.Where(r => r.Documents.Count > 0 == (value == "yes"))),
        ],
        Columns =
        [
            new("title", "Title", r => r.Template.Title) { IsRowHeader = true, SortBy = r => r.Template.Title, Cell = TemplateCells.Title },
            new("id", "Identifier", r => r.Template.Id) { IsHidden = true },
            new("kind", "Kind", r => ChoiceNames.Of(r.Template.Kind)) { SortBy = r => r.Template.Kind, Cell = TemplateCells.Kind },
            new("level", "For", r => r.Template.Level) { SortBy = r => r.Template.Level, Cell = TemplateCells.Level, IsSecondary = true },
            new("requirements", "Requirements", r => r.Template.Requirements) { Cell = TemplateCells.Requirements, IsSecondary = true },
            new("documents", "Here", r => r.Documents) { Cell = TemplateCells.Documents },
            new("evidenceType", "Kind of evidence", r => r.Template.EvidenceType) { SortBy = r => r.Template.EvidenceType, IsHidden = true },
            new("reviewMonths", "Months between reviews", r => r.Template.ReviewMonths) { IsNumeric = true, SortBy = r => r.Template.ReviewMonths, IsHidden = true },
        ],
    };
}
