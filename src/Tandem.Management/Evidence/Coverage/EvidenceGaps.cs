using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;

namespace Tandem.Management.Evidence.Coverage;

/// <summary>A claim and a kind of evidence that it names, of which nothing fresh is accepted.</summary>
/// <param name="Claim">Key of the claim.</param>
/// <param name="Number">The number in it.</param>
/// <param name="Text">What is claimed.</param>
/// <param name="Control">Key of its control.</param>
/// <param name="ControlTitle">What the control is called.</param>
/// <param name="Kind">Identifier of the kind; empty for a claim that names none.</param>
/// <param name="Coverage">How far it is.</param>
public sealed record EvidenceGap(string Claim, long Number, string Text, string Control, string ControlTitle, string Kind, KindCoverage Coverage)
{
    /// <summary>Newest item of the kind; empty for none.</summary>
    public string Item { get; init; } = "";

    /// <summary>Days since that one was collected; null when nothing says when.</summary>
    public int? AgeDays { get; init; }

    /// <summary>True when evidence of another kind shows the claim.</summary>
    public bool IsShownOtherwise { get; init; }

    public string Owner { get; init; } = "";

    public string OwnerName { get; init; } = "";

    public bool ServesIso27001 { get; init; }

    public bool ServesIso42001 { get; init; }
}

/// <summary>Finds where evidence is missing: two statements, however many claims.</summary>
internal sealed class EvidenceGaps(TandemDbContext db, LinkedEvidenceReader reader, TimeProvider time)
{
    internal async Task<IReadOnlyList<EvidenceGap>> ReadAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var claims = from claim in db.ControlClaims.AsNoTracking().Where(c => c.ArchivedAt == null)
                     join control in db.Controls.AsNoTracking().Where(c => c.ArchivedAt == null) on claim.Control equals control.Key
                     select new { Claim = claim, Control = control };
        var inUse = await claims.OrderBy(row => row.Claim.Number).ToListAsync(cancellation);
        var linked = await reader.OfAsync(claims.Select(row => row.Claim.Key), cancellation);
        return inUse.SelectMany(row =>
        {
            var requirements = reader.RequirementsOf(row.Control.Satisfies);
            IReadOnlyList<LinkedEvidence> items = [.. linked[row.Claim.Key]];
            var isShown = EvidenceCoverage.IsShown(new(row.Claim.EvidenceTypes, items), requirements, today);
            IReadOnlyList<string> kinds = row.Claim.EvidenceTypes.Count > 0 ? row.Claim.EvidenceTypes : [""];
            return kinds.Select(kind => (Kind: kind, Coverage: EvidenceCoverage.Of(kind, items, requirements, today))).Where(pair => EvidenceCoverage.IsGap(pair.Coverage)).Select(pair =>
            {
                var newest = EvidenceCoverage.OfKind(pair.Kind, items).OrderBy(item => item.CollectedOn ?? DateOnly.MinValue).LastOrDefault();
                return new EvidenceGap(row.Claim.Key, row.Claim.Number, row.Claim.Claim, row.Control.Key, row.Control.Title, pair.Kind, pair.Coverage)
                {
                    Item = newest?.Key ?? "",
                    AgeDays = newest?.CollectedOn is { } day ? today.DayNumber - day.DayNumber : null,
                    IsShownOtherwise = isShown,
                    Owner = row.Claim.Owner,
                    OwnerName = row.Claim.OwnerName,
                    ServesIso27001 = row.Control.ServesIso27001,
                    ServesIso42001 = row.Control.ServesIso42001,
                };
            });
        }).ToList();
    }
}
