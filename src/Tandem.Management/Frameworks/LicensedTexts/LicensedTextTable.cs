using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Frameworks.LicensedTexts;

internal static class LicensedTextTable
{
    internal static TableDefinition<LicensedTextRow> Definition { get; } = new()
    {
        Name = "licensed-text",
        Title = "Licensed text",
        DefaultSort = "requirement",
        UniqueBy = r => RequirementOrder.Key(r.Requirement.Id),
        SearchHint = "Search number, title or words",
        Search = (rows, word) => rows.Where(r => $"{r.Requirement.Id} {r.Requirement.Title} {(r.Stored == null ? "" : r.Stored.Wording)}".Contains(word, StringComparison.OrdinalIgnoreCase)),
        Columns =
        [
            new("requirement", "Requirement", r => r.Requirement.Id.ToString()) { IsRowHeader = true, SortBy = r => RequirementOrder.Key(r.Requirement.Id), Cell = LicensedTextCells.Requirement },
            new("title", "Title", r => r.Requirement.Title) { IsHidden = true },
            new("hasText", "Text", r => r.HasText) { SortBy = r => r.HasText, Cell = LicensedTextCells.HasText },
            new("characters", "Characters", r => r.Characters) { IsNumeric = true, IsSecondary = true, SortBy = r => r.Characters },
            new("licence", "Licence", r => r.Stored == null ? "" : r.Stored.Licence) { SortBy = r => r.Stored == null ? "" : r.Stored.Licence },
            new("updatedBy", "Changed by", r => r.Stored == null ? "" : r.Stored.UpdatedBy) { IsSecondary = true, SortBy = r => r.Stored == null ? "" : r.Stored.UpdatedBy },
            new("updatedAt", "Changed", r => r.Stored?.UpdatedAt) { IsSecondary = true, SortBy = r => r.Stored == null ? null : r.Stored.UpdatedAt },
            new("sha256", "SHA-256", r => r.Stored == null ? "" : r.Stored.Sha256) { IsHidden = true },
            // Hidden, so that no export holds it unless it is asked for.
            new("text", "Wording", r => r.Stored == null ? "" : r.Stored.Wording) { IsHidden = true },
        ],
        Filters =
        [
            new TextValuesFilter<LicensedTextRow>("standard", "Standard", r => r.Requirement.Id.Standard.Prefix()) { Codes = [.. Standards.All.Select(s => new Ui.Choice(s.Prefix(), s.Edition()))] },
            new FlagFilter<LicensedTextRow>("entered", "Text", r => r.HasText, "entered", "not entered"),
        ],
        Legend = new Dictionary<string, string>
        {
            ["text"] = "words of the standard out of the organisation's own licensed copy; shown and exported only when this column is chosen, and never part of a statement of applicability or a document",
        },
    };
}
