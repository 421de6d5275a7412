using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;

namespace Tandem.Management.Frameworks.Uploads;

/// <summary>Takes an uploaded framework out of use, or back into it. Its versions stay.</summary>
internal sealed class RetireFramework(TandemDbContext db, ChangeContext change, TimeProvider time)
{
    /// <returns>Null when it was done; else why not.</returns>
    internal async Task<string?> ExecuteAsync(UploadedFramework framework, bool isRetired, int version, string? reason, CancellationToken cancellation)
    {
        var why = (reason ?? "").Trim();
        if (why.Length is 0 or > RecordLimits.Reason)
            return string.Create(CultureInfo.InvariantCulture, $"a reason of at most {RecordLimits.Reason} characters is needed; say why");
        if (framework.Version != version)
            return Meanwhile(framework);
        if (framework.ArchivedAt is not null == isRetired)
            return isRetired ? $"{framework.Key} is archived already" : $"{framework.Key} is in use already";
        (framework.ArchivedAt, framework.UpdatedAt, framework.UpdatedBy) = (isRetired ? time.GetUtcNow() : null, time.GetUtcNow(), change.ActorName);
        change.Reason = why;
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Meanwhile(await db.UploadedFrameworks.AsNoTracking().FirstAsync(f => f.Key == framework.Key, cancellation));
        }
    }

    private static string Meanwhile(UploadedFramework stored) => $"{stored.UpdatedBy} changed {stored.Key} meanwhile (version {stored.Version}); look again before you decide";
}
