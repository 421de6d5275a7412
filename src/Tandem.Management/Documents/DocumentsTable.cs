using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Documents;

/// <summary>The register as a table; the day decides what is overdue.</summary>
internal static class DocumentsTable
{
    internal static TableDefinition<Document> For(DateOnly today) => new()
    {
        Name = "documents",
        Title = "Documents",
        DefaultSort = "key",
        SearchHint = "Search key, title, summary, owner, file",
        Filters =
        [
            new EnumFilter<Document, DocumentKind>("kind", "Kind", d => d.Kind, DocumentWords.Of),
            new EnumFilter<Document, DocumentState>("state", "State", d => d.State, DocumentWords.Of),
            new ChoiceFilter<Document>("review", "Review", [new("", "Any day"), new("overdue", "Overdue")], (rows, _) => rows.Where(d => d.NextReview < today)),
            new EnumFilter<Document, DocumentClassification>("classification", "Classification", d => d.Classification, DocumentWords.Of),
            RecordFilters.Owner<Document>(),
            RecordFilters.Show<Document>(),
        ],
        Columns =
        [
            new("key", "Key", d => d.Key) { SortBy = d => d.Number, IsRowHeader = true, Cell = DocumentCells.Key },
            new("title", "Title", d => d.Title) { SortBy = d => d.Title, Cell = DocumentCells.Title },
            new("kind", "Kind", d => ChoiceNames.Of(d.Kind)) { SortBy = d => d.Kind, Cell = DocumentCells.Kind },
            new("state", "State", d => ChoiceNames.Of(d.State)) { SortBy = d => d.State, Cell = DocumentCells.State },
            new("nextReview", "Next review", d => DayText.Of(d.NextReview)) { SortBy = d => d.NextReview, Cell = DocumentCells.Review(today) },
            new("owner", "Owner", d => d.OwnerName) { SortBy = d => d.OwnerName, IsSecondary = true, Cell = DocumentCells.Owner },
            new("classification", "Classification", d => ChoiceNames.Of(d.Classification)) { SortBy = d => d.Classification, IsSecondary = true, Cell = DocumentCells.Classification },
            new("file", "File", d => d.FileName) { IsSecondary = true },
            new("updatedAt", "Changed", d => d.UpdatedAt) { SortBy = d => d.UpdatedAt, IsSecondary = true, Cell = DocumentCells.Updated },
            new("summary", "Summary", d => d.Summary) { IsHidden = true },
            new("standards", "Standards", d => d.Standards.Select(s => s.Prefix()).ToList()) { IsHidden = true },
            new("aiSystem", "AI system", d => d.AiSystem) { SortBy = d => d.AiSystem, IsHidden = true },
            new("template", "Template", d => d.Template) { SortBy = d => d.Template, IsHidden = true },
            new("mustAcknowledge", "To be acknowledged", d => d.MustAcknowledge) { SortBy = d => d.MustAcknowledge, IsHidden = true },
            new("reviewMonths", "Months between reviews", d => d.ReviewMonths) { IsHidden = true },
            new("reviewedOn", "Last reviewed on", d => DayText.Of(d.ReviewedOn)) { IsHidden = true },
            new("publishedOn", "Published on", d => DayText.Of(d.PublishedOn)) { IsHidden = true },
            new("fileNumber", "Newest file", d => d.FileNumber) { IsHidden = true },
            new("publishedFile", "File in force", d => d.PublishedFile) { IsHidden = true },
            new("fileHash", "SHA-256 of the newest file", d => d.FileHash) { IsHidden = true },
            new("tags", "Tags", d => d.Tags) { IsHidden = true },
            new("archivedAt", "Archived", d => d.ArchivedAt) { IsHidden = true },
            new("version", "Version", d => d.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["publishedFile"] = "number of the file that is in force; 0 for none",
            ["nextReview"] = "counted from the later of publication and last review; empty for what was never published or is never reviewed",
        },
    };
}
