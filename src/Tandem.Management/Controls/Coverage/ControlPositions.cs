using Microsoft.EntityFrameworkCore;
using Tandem.Management.Controls.Testing;
using Tandem.Management.Database;
using Tandem.Management.Evidence.Coverage;

namespace Tandem.Management.Controls.Coverage;

/// <summary>Reads where controls stand: six statements, however many controls.</summary>
internal sealed class ControlPositions(TandemDbContext db, LinkedEvidenceReader evidence, TimeProvider time)
{
    /// <summary>Of all controls in use.</summary>
    internal Task<IReadOnlyList<ControlPosition>> AllAsync(CancellationToken cancellation) => ReadAsync(db.Controls.Where(c => c.ArchivedAt == null), cancellation);

    /// <summary>Of the controls in use that serve a requirement, given by its identifier.</summary>
    internal Task<IReadOnlyList<ControlPosition>> ServingAsync(string requirement, CancellationToken cancellation) => ReadAsync(
        db.Controls.Where(c => c.ArchivedAt == null && db.ControlRequirements.Any(r => r.Requirement == requirement && r.ControlKey == c.Key)), cancellation);

    /// <summary>Of one control; null when there is none.</summary>
    internal async Task<ControlPosition?> FindAsync(string key, CancellationToken cancellation) => await ReadAsync(db.Controls.Where(c => c.Key == key), cancellation) is [var only] ? only : null;

    private async Task<IReadOnlyList<ControlPosition>> ReadAsync(IQueryable<Control> chosen, CancellationToken cancellation)
    {
        var controls = await chosen.AsNoTracking().OrderBy(c => c.Number).ToListAsync(cancellation);
        if (controls.Count == 0)
            return [];
        var keys = chosen.Select(c => c.Key);
        var instances = (await db.ControlInstances.AsNoTracking().Where(i => i.ArchivedAt == null && keys.Contains(i.Control)).OrderBy(i => i.Number).ToListAsync(cancellation)).ToLookup(i => i.Control, StringComparer.Ordinal);
        var tests = (await db.ControlTests.AsNoTracking().Where(t => t.ArchivedAt == null && keys.Contains(t.Control)).OrderBy(t => t.Number).ToListAsync(cancellation)).ToLookup(t => t.Control, StringComparer.Ordinal);
        var results = (await db.ControlTestResults.AsNoTracking().Where(r => db.ControlTests.Any(t => t.Key == r.TestKey && t.ArchivedAt == null && keys.Contains(t.Control))).ToListAsync(cancellation))
            .ToLookup(r => r.TestKey, StringComparer.Ordinal);
        var inUse = db.ControlClaims.Where(c => c.ArchivedAt == null && keys.Contains(c.Control));
        var claims = (await inUse.AsNoTracking().OrderBy(c => c.Number).ToListAsync(cancellation)).ToLookup(c => c.Control, StringComparer.Ordinal);
        var linked = await evidence.OfAsync(keys.Concat(inUse.Select(c => c.Key)).Concat(db.ControlInstances.Where(i => i.ArchivedAt == null && keys.Contains(i.Control)).Select(i => i.Key)), cancellation);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return controls.ConvertAll(control =>
        {
            var ofControl = tests[control.Key].ToList();
            var found = ofControl.SelectMany(test => results[test.Key]).ToList();
            var places = instances[control.Key].ToList();
            var isWhole = EvidenceCoverage.IsWhole([.. claims[control.Key].Select(claim => new ClaimedEvidence(claim.EvidenceTypes, [.. linked[claim.Key]]))], [.. linked[control.Key]], evidence.RequirementsOf(control.Satisfies), today);
            return new ControlPosition(control, places,
                places.ToDictionary(place => place.Key, place => Effectivenesses.Derive(ofControl, found, place.Key, isWhole && !EvidenceCoverage.IsContradicted(linked[place.Key]), today), StringComparer.Ordinal),
                [.. claims[control.Key]], ofControl);
        });
    }
}
