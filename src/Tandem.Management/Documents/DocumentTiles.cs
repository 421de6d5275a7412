using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents;

internal sealed class DocumentTiles(TandemDbContext db, TimeProvider time) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var documents = db.Set<Document>().Where(d => d.ArchivedAt == null);
        var counts = await documents.GroupBy(_ => 1).Select(all => new
        {
            All = all.Count(),
            InForce = all.Count(d => d.PublishedFile > 0),
            Overdue = all.Count(d => d.NextReview < today),
        }).SingleOrDefaultAsync(cancellation);
        return new(
            [
                new HomeTile(21, "Documents in force", counts?.InForce ?? 0, counts?.All ?? 0, "documents", "/documents?state=published"),
                new HomeTile(22, "Reviews of documents overdue", counts?.Overdue ?? 0, counts?.InForce ?? 0, "in force", "/documents?review=overdue"),
            ],
            [new NextStep(20, "Enter your first policy", "Documents carry the file that is in force, who approved it and when it is reviewed.", "/documents/new", counts is { All: > 0 })]);
    }
}
