using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Links;
using Tandem.Management.Records;

namespace Tandem.Management.Evidence.Suitability;

/// <summary>Holds links of evidence against what the catalogue says: one statement for each kind of thing that is linked, however many.</summary>
internal sealed class SuitabilityReader(TandemDbContext db, FrameworkCatalogue catalogue)
{
    /// <summary>The rule of links: what every requirement refuses is not linked, what none names is linked with a warning, and what signed things rest on stays.</summary>
    internal static LinkRule Rule { get; } = new()
    {
        WhyNotAdded = async (services, link, cancellation) => link is { Relation: LinkRelation.EvidenceFor, From.Type: EvidenceItem.Type }
            ? await services.GetRequiredService<SuitabilityReader>().WhyNotAsync(link.From.Key, link.To.Key, cancellation) : null,
        WhyNotEnded = async (services, link, cancellation) => link.Relation == LinkRelation.EvidenceFor
            ? await services.GetRequiredService<EvidenceCitations>().WhyLinkedAsync(link, cancellation) : null,
        Warnings = async (services, links, cancellation) => await services.GetRequiredService<SuitabilityReader>().WarningsAsync(links, cancellation),
    };

    /// <summary>Adds an error to a draft whose new kind does not fit what it is linked with.</summary>
    internal async Task CheckLinkedAsync(RecordDraft<EvidenceItem> draft, CancellationToken cancellation)
    {
        var item = draft.Record;
        var ends = await db.Links.AsNoTracking().Where(l => l.FromKey == item.Key && l.Relation == LinkRelation.EvidenceFor && l.EndedAt == null).Select(l => l.ToKey).ToListAsync(cancellation);
        var served = await ServedAsync(ends, cancellation);
        foreach (var end in ends.Where(served.ContainsKey))
        {
            if (Judge(served[end], item.Kind) is { Fit: Fit.Unsuitable, Why: var why })
            {
                draft.Errors.Add("kind", $"{item.Key} is linked with {end}, and {why}; remove that link first or keep the kind");
                return;
            }
        }
    }

    /// <summary>Requirements that each of these ends is or serves, by its key; ends that serve none by their nature, such as documents, are left out.</summary>
    internal async Task<IReadOnlyDictionary<string, Served>> ServedAsync(IReadOnlyCollection<string> ends, CancellationToken cancellation)
    {
        var served = new Dictionary<string, Served>(StringComparer.Ordinal);
        foreach (var end in ends)
        {
            if (RequirementId.TryParse(end, out var id) && catalogue.Find(id) is { } requirement)
                served[end] = new([requirement], IsRequirement: true);
        }
        var controls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Of(ends, "CTL-"))
            controls[key] = key;
        if (Of(ends, "CLM-") is { Count: > 0 } claims)
            await AddAsync(db.ControlClaims.Where(c => claims.Contains(c.Key)).Select(c => new Belonging(c.Key, c.Control)));
        if (Of(ends, "CIN-") is { Count: > 0 } instances)
            await AddAsync(db.ControlInstances.Where(i => instances.Contains(i.Key)).Select(i => new Belonging(i.Key, i.Control)));
        if (Of(ends, "CTT-") is { Count: > 0 } tests)
            await AddAsync(db.ControlTests.Where(t => tests.Contains(t.Key)).Select(t => new Belonging(t.Key, t.Control)));
        if (controls.Count == 0)
            return served;
        var keys = controls.Values.Distinct(StringComparer.Ordinal).ToList();
        var satisfied = await db.Controls.AsNoTracking().Where(c => keys.Contains(c.Key)).Select(c => new { c.Key, c.Satisfies }).ToDictionaryAsync(c => c.Key, c => c.Satisfies, cancellation);
        foreach (var (end, control) in controls)
        {
            if (satisfied.TryGetValue(control, out var ids))
                served[end] = new(RequirementsOf(ids), IsRequirement: false);
        }
        return served;

        async Task AddAsync(IQueryable<Belonging> rows)
        {
            foreach (var row in await rows.ToListAsync(cancellation))
                controls[row.Key] = row.Control;
        }
    }

    internal IReadOnlyList<Requirement> RequirementsOf(IEnumerable<string> ids) =>
        ids.Select(id => RequirementId.TryParse(id, out var known) ? catalogue.Find(known) : null).OfType<Requirement>().ToList();

    internal static (Fit Fit, string? Why) Judge(Served served, string kind) =>
        served.IsRequirement ? EvidenceSuitability.For(served.Requirements[0], kind) : EvidenceSuitability.ForAny(served.Requirements, kind);

    private async Task<string?> WhyNotAsync(string item, string end, CancellationToken cancellation)
    {
        var kind = await db.EvidenceItems.AsNoTracking().Where(i => i.Key == item).Select(i => i.Kind).FirstAsync(cancellation);
        return (await ServedAsync([end], cancellation)).TryGetValue(end, out var served) && Judge(served, kind) is { Fit: Fit.Unsuitable, Why: var why }
            ? $"{item} is not linked as evidence for {end}: {why}; choose evidence of another kind" : null;
    }

    private async Task<IReadOnlyDictionary<string, string>> WarningsAsync(IReadOnlyList<Link> links, CancellationToken cancellation)
    {
        var ofEvidence = links.Where(l => l.Relation == LinkRelation.EvidenceFor && l.FromKey.StartsWith(EvidenceItem.Prefix + "-", StringComparison.Ordinal)).ToList();
        var warnings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (ofEvidence.Count == 0)
            return warnings;
        var items = ofEvidence.ConvertAll(l => l.FromKey);
        var kinds = await db.EvidenceItems.AsNoTracking().Where(i => items.Contains(i.Key)).Select(i => new { i.Key, i.Kind }).ToDictionaryAsync(i => i.Key, i => i.Kind, cancellation);
        var served = await ServedAsync(ofEvidence.ConvertAll(l => l.ToKey), cancellation);
        foreach (var link in ofEvidence.Where(l => served.ContainsKey(l.ToKey) && kinds.ContainsKey(l.FromKey)))
        {
            switch (Judge(served[link.ToKey], kinds[link.FromKey]))
            {
                case (Fit.Uncertain, { } why):
                    warnings[link.Key] = $"Perhaps no evidence for it: {why}";
                    break;
                case (Fit.Unsuitable, { } why):
                    warnings[link.Key] = $"Counts for nothing: {why}";
                    break;
            }
        }
        return warnings;
    }

    private static List<string> Of(IEnumerable<string> ends, string prefix) => ends.Where(end => end.StartsWith(prefix, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();

    private sealed record Belonging(string Key, string Control);
}

/// <param name="Requirements">Requirements that something is or serves.</param>
/// <param name="IsRequirement">True for a requirement itself.</param>
internal sealed record Served(IReadOnlyList<Requirement> Requirements, bool IsRequirement);
