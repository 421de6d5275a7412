using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Frameworks.External;

internal static class FrameworksTable
{
    internal static TableDefinition<FrameworkRow> Definition { get; } = new()
    {
        Name = "frameworks",
        Title = "Frameworks",
        DefaultSort = "kind",
        UniqueBy = r => r.Id,
        SearchHint = "Search name, publisher or edition",
        Search = (rows, word) => rows.Where(r => $"{r.Id} {r.Name} {r.ShortName} {r.Publisher} {r.Edition}".Contains(word, StringComparison.OrdinalIgnoreCase)),
        Columns =
        [
            new("name", "Framework", r => r.ShortName) { IsRowHeader = true, SortBy = r => r.ShortName, Cell = FrameworkCells.Name },
            new("id", "Identifier", r => r.Id) { SortBy = r => r.Id, Cell = FrameworkCells.Id },
            new("fullName", "Full name", r => r.Name) { IsHidden = true },
            new("kind", "Kind", r => FrameworkKinds.Words(r.Kind)) { SortBy = r => r.Kind },
            new("publisher", "Publisher", r => r.Publisher) { IsHidden = true, SortBy = r => r.Publisher },
            new("edition", "Edition", r => r.Edition),
            new("version", "Content", r => r.Version) { IsSecondary = true },
            new("provisions", "Provisions", r => r.Provisions) { IsNumeric = true, SortBy = r => r.Provisions },
            new("origin", "Comes from", r => r.IsUploaded ? "uploaded" : "shipped") { IsHidden = true, SortBy = r => r.IsUploaded },
            new("isArchived", "Archived", r => r.IsArchived) { IsHidden = true },
            new("note", "To mind", r => r.Note) { IsHidden = true },
        ],
        Filters = [new EnumFilter<FrameworkRow, FrameworkKind>("kind", "Kind", r => r.Kind, FrameworkKinds.Words), new FlagFilter<FrameworkRow>("uploaded", "Comes from", r => r.IsUploaded, "the organisation", "the product")],
        Legend = new Dictionary<string, string> { ["provisions"] = "clauses, controls, articles or other parts that can be looked at one by one" },
    };
}
