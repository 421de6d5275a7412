using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Documents.Text.Sections;

/// <summary>A section with the document that it stands in.</summary>
/// <param name="Key">Key of the document.</param>
/// <param name="Title">Its title.</param>
/// <param name="IsInForce">True when the file is in force; else it is the newest, and a draft.</param>
/// <param name="Place">Place of the heading in the text.</param>
/// <param name="Heading">Its words.</param>
/// <param name="Serves">A requirement or a standard.</param>
public sealed record ServingSection(string Key, string Title, bool IsInForce, int Place, string Heading, string Serves);

/// <summary>Sections of what is in force, and of the newest text where nothing is.</summary>
internal sealed class SectionQueries(TandemDbContext db)
{
    /// <summary>All of them, or those that serve one requirement, in the order of documents and texts.</summary>
    internal Task<List<ServingSection>> CurrentAsync(string? requirement, CancellationToken cancellation) =>
        (from section in db.DocumentSections.AsNoTracking()
         where requirement == null || section.Serves == requirement
         join document in db.Documents on section.DocumentKey equals document.Key
         where document.ArchivedAt == null && document.State != DocumentState.Withdrawn && document.State != DocumentState.Superseded
             && section.Number == (document.PublishedFile > 0 ? document.PublishedFile : document.FileNumber)
         orderby document.Number, section.Place, section.Serves
         select new ServingSection(section.DocumentKey, document.Title, document.PublishedFile > 0, section.Place, section.Heading, section.Serves)).ToListAsync(cancellation);

    /// <summary>Those of one file of a document.</summary>
    internal Task<List<DocumentSection>> OfFileAsync(string key, int number, CancellationToken cancellation) =>
        db.DocumentSections.AsNoTracking().Where(s => s.DocumentKey == key && s.Number == number).OrderBy(s => s.Place).ThenBy(s => s.Serves).ToListAsync(cancellation);
}
