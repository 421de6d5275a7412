using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.MyWork;

namespace Tandem.Management.Documents.Acknowledgements;

/// <summary>Documents in force that everybody is asked to acknowledge and this person has not.</summary>
internal sealed class AcknowledgementWork(TandemDbContext db) : IWorkSource
{
    public IQueryable<string> Waiting(string person, DateOnly today) => Of(person).Select(d => d.Key);

    public async Task<IReadOnlyList<WorkItem>> ListAsync(string person, DateOnly today, int most, CancellationToken cancellation) =>
        (await Of(person).OrderBy(d => d.Number).Take(most).Select(d => new { d.Key, d.Title, d.PublishedOn }).ToListAsync(cancellation))
        .ConvertAll(d => new WorkItem(d.Key, d.Title, "read and acknowledge", d.PublishedOn ?? today, null, DocumentRegister.Definition.PathOf(d.Key)));

    private IQueryable<Document> Of(string person) => db.Documents.AsNoTracking().Where(d => d.ArchivedAt == null && d.MustAcknowledge && d.PublishedFile > 0
        && !db.DocumentFiles.Any(f => f.DocumentKey == d.Key && f.Number == d.PublishedFile && db.Acknowledgements.Any(a => a.DocumentKey == d.Key && a.Sha256 == f.Sha256 && a.Person == person)));
}
