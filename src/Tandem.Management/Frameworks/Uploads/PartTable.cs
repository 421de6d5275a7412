using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Frameworks.Uploads;

internal static class PartTable
{
    internal static TableDefinition<FrameworkPart> Of(FrameworkEdition edition) => new()
    {
        Name = edition.FrameworkKey.ToLowerInvariant(),
        Title = $"Parts of {edition.Ref}, version {edition.Number}",
        DefaultSort = "place",
        UniqueBy = p => p.Place,
        SearchHint = "Search number, title or text",
        Search = (rows, word) => rows.Where(p => p.SearchText.Contains(word)),
        Columns =
        [
            new("place", "Place", p => p.Place) { IsNumeric = true, SortBy = p => p.Place, IsSecondary = true },
            new("ref", "Number", p => p.Ref) { SortBy = p => p.Ref },
            new("title", "Title", p => p.Heading) { IsRowHeader = true, SortBy = p => p.Title, Cell = Pages.PartCells.Title },
            new("text", "Text", p => p.Text) { IsHidden = true },
            new("depth", "Level", p => p.Depth) { IsNumeric = true, IsSecondary = true, SortBy = p => p.Depth },
            new("isAssessable", "Assessable", p => p.IsAssessable) { SortBy = p => p.IsAssessable },
            new("groups", "Groups", p => p.Groups) { IsHidden = true },
            new("note", "Note", p => p.Note) { IsHidden = true },
            new("urn", "Identifier", p => p.Urn) { IsHidden = true },
            new("parentUrn", "Part above", p => p.ParentUrn) { IsHidden = true },
        ],
        Filters = [new FlagFilter<FrameworkPart>("assessable", "Assessable", p => p.IsAssessable, "yes", "no, a heading")],
        Legend = new Dictionary<string, string> { ["copyright"] = edition.Copyright.Length > 0 ? edition.Copyright : "not stated in the file" },
    };
}
