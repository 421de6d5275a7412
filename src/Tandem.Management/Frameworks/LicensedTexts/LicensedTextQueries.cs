using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Frameworks.LicensedTexts;

internal sealed class LicensedTextQueries(TandemDbContext db, FrameworkCatalogue catalogue)
{
    /// <summary>Every requirement, in the order of the catalogue; one statement.</summary>
    internal async Task<IReadOnlyList<LicensedTextRow>> AllAsync(CancellationToken cancellation)
    {
        var stored = await db.LicensedTexts.AsNoTracking().ToDictionaryAsync(text => text.Requirement, cancellation);
        return [.. catalogue.Requirements.Select(requirement => new LicensedTextRow(requirement, stored.GetValueOrDefault(requirement.Id.ToString())))];
    }

    /// <summary>What is stored of one; null where nobody ever entered it.</summary>
    internal Task<LicensedText?> FindAsync(RequirementId requirement, CancellationToken cancellation)
    {
        var id = requirement.ToString();
        return db.LicensedTexts.AsNoTracking().FirstOrDefaultAsync(text => text.Requirement == id, cancellation);
    }
}
