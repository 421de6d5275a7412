using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Frameworks.MappingDecisions;

/// <summary>Pairs of controls with what was decided on them; one statement for all.</summary>
internal sealed class MappingDecisionQueries(TandemDbContext db, FrameworkCatalogue catalogue)
{
    internal async Task<IReadOnlyList<MappingRow>> AllAsync(CancellationToken cancellation)
    {
        var decisions = await db.MappingDecisions.AsNoTracking().ToDictionaryAsync(decision => decision.Pair, cancellation);
        return [.. catalogue.ControlMappings.Select(pair => new MappingRow(pair, decisions.GetValueOrDefault(pair.Id)))];
    }

    /// <summary>Pairs in which a control stands, strongest first; no statement where there are none.</summary>
    internal async Task<IReadOnlyList<MappingRow>> OfAsync(RequirementId requirement, CancellationToken cancellation)
    {
        var pairs = catalogue.MappingsOf(requirement);
        if (pairs.Count == 0)
            return [];
        var ids = pairs.Select(pair => pair.Id).ToList();
        var decisions = await db.MappingDecisions.AsNoTracking().Where(decision => ids.Contains(decision.Pair)).ToDictionaryAsync(decision => decision.Pair, cancellation);
        return [.. pairs.Select(pair => new MappingRow(pair, decisions.GetValueOrDefault(pair.Id)))];
    }

    /// <summary>One pair; null when the content has none of this name.</summary>
    internal async Task<MappingRow?> FindAsync(string id, CancellationToken cancellation) => catalogue.ControlMappings.FirstOrDefault(pair => pair.Id == id) is { } pair
        ? new MappingRow(pair, await db.MappingDecisions.AsNoTracking().FirstOrDefaultAsync(decision => decision.Pair == id, cancellation))
        : null;
}
