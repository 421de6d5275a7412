using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Frameworks.External;

namespace Tandem.Management.Frameworks.Uploads;

/// <summary>Uploaded frameworks with their versions.</summary>
internal sealed class UploadQueries(TandemDbContext db)
{
    /// <summary>For the list of all frameworks, in one statement.</summary>
    internal async Task<IReadOnlyList<FrameworkRow>> RowsAsync(CancellationToken cancellation)
    {
        var latest = await db.UploadedFrameworks.AsNoTracking()
            .Join(db.FrameworkEditions.AsNoTracking(), f => new { f.Key, Number = f.LatestEdition }, e => new { Key = e.FrameworkKey, e.Number }, (framework, edition) => new { framework, edition })
            .OrderBy(pair => pair.framework.Key).ToListAsync(cancellation);
        return latest.ConvertAll(pair => new FrameworkRow(
            pair.framework.Key, pair.edition.Name, pair.edition.Ref, pair.edition.Publisher, pair.edition.Edition, pair.edition.Kind,
            pair.edition.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), pair.edition.Parts, pair.edition.Copyright)
        { IsUploaded = true, IsArchived = pair.framework.ArchivedAt is not null });
    }

    /// <summary>A framework with all its versions, the latest first; null for none of this key.</summary>
    internal async Task<(UploadedFramework Framework, IReadOnlyList<FrameworkEdition> Editions)?> FindAsync(string key, CancellationToken cancellation)
    {
        if (await db.UploadedFrameworks.FirstOrDefaultAsync(f => f.Key == key, cancellation) is not { } framework)
            return null;
        return (framework, await db.FrameworkEditions.AsNoTracking().Where(e => e.FrameworkKey == key).OrderByDescending(e => e.Number).ToListAsync(cancellation));
    }

    internal IQueryable<FrameworkPart> Parts(FrameworkEdition edition) => db.FrameworkParts.AsNoTracking().Where(p => p.FrameworkKey == edition.FrameworkKey && p.Number == edition.Number);
}
