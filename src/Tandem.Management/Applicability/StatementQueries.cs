using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Applicability;

/// <summary>Reads the statement: one query for all entries, one reading of the index for all evidence.</summary>
internal sealed class StatementQueries(TandemDbContext db, FrameworkCatalogue catalogue, LiveEvidenceReader evidence)
{
    internal async Task<Statement> LoadAsync(CancellationToken cancellation)
    {
        var entries = await db.StatementEntries.AsNoTracking().ToDictionaryAsync(entry => entry.Requirement, cancellation);
        var figures = evidence.All();
        var rows = catalogue.Controls.Select(control => new StatementRow(
            control, entries.GetValueOrDefault(control.Id.ToString()), figures.GetValueOrDefault(control.Id))).ToArray();
        var known = rows.Select(row => row.Requirement.Id.ToString()).ToHashSet(StringComparer.Ordinal);
        return new Statement(rows, [.. entries.Keys.Where(requirement => !known.Contains(requirement)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>One row; null when there is no such control.</summary>
    internal async Task<StatementRow?> FindAsync(string standard, string reference, CancellationToken cancellation)
    {
        if (catalogue.Find(standard, reference) is not { IsInStatement: true } control)
            return null;
        var id = control.Id.ToString();
        var entry = await db.StatementEntries.AsNoTracking().FirstOrDefaultAsync(e => e.Requirement == id, cancellation);
        return new StatementRow(control, entry, evidence.Of(control.Id));
    }
}
