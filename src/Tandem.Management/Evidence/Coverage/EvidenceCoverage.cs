using Tandem.Management.Evidence.Suitability;
using Tandem.Management.Frameworks;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence.Coverage;

/// <summary>How far evidence of one kind shows one claim; from best to worst.</summary>
public enum KindCoverage
{
    Fresh,
    DueSoon,

    /// <summary>Accepted, and too old.</summary>
    Stale,

    /// <summary>Linked, and not accepted.</summary>
    NotAccepted,
    Missing,

    /// <summary>Something accepted shows the contrary.</summary>
    Contradicted,
}

/// <param name="Kinds">Kinds that a claim names; none for any.</param>
/// <param name="Linked">Items linked with it.</param>
internal sealed record ClaimedEvidence(IReadOnlyList<string> Kinds, IReadOnlyList<LinkedEvidence> Linked);

/// <summary>
/// Says what evidence shows. INVARIANT (missing data never improves): only what is accepted, fresh and not refused by every requirement counts; what contradicts counts against, however old, until
/// the link or the item is taken back.
/// </summary>
internal static class EvidenceCoverage
{
    /// <summary>True when each claim of a control is shown; a control without claims must be shown itself.</summary>
    /// <param name="claims">Claims in use.</param>
    /// <param name="ofControl">Items linked with the control itself.</param>
    /// <param name="requirements">Requirements that the control serves.</param>
    /// <param name="today">The day.</param>
    internal static bool IsWhole(IReadOnlyList<ClaimedEvidence> claims, IReadOnlyList<LinkedEvidence> ofControl, IReadOnlyList<Requirement> requirements, DateOnly today) =>
        !IsContradicted(ofControl) && (claims.Count == 0 ? IsShown(new([], ofControl), requirements, today) : claims.All(claim => IsShown(claim, requirements, today)));

    /// <summary>True when an item of one of the kinds, or of any where none is named, counts and nothing contradicts.</summary>
    internal static bool IsShown(ClaimedEvidence claim, IReadOnlyList<Requirement> requirements, DateOnly today) =>
        !IsContradicted(claim.Linked) && claim.Linked.Any(item => Counts(item, requirements, today) && (claim.Kinds.Count == 0 || claim.Kinds.Contains(item.Kind, StringComparer.Ordinal)));

    internal static bool IsContradicted(IEnumerable<LinkedEvidence> linked) => linked.Any(item => item is { Contradicts: true, State: EvidenceState.Accepted });

    /// <summary>How far one kind shows a claim.</summary>
    /// <param name="kind">Identifier; empty for any.</param>
    /// <param name="linked">Items linked with the claim.</param>
    /// <param name="requirements">Requirements that its control serves.</param>
    /// <param name="today">The day.</param>
    internal static KindCoverage Of(string kind, IReadOnlyList<LinkedEvidence> linked, IReadOnlyList<Requirement> requirements, DateOnly today)
    {
        if (IsContradicted(linked))
            return KindCoverage.Contradicted;
        var fitting = OfKind(kind, linked).Where(item => Fits(item, requirements)).ToList();
        var accepted = fitting.Where(item => item.State == EvidenceState.Accepted).ToList();
        if (accepted.Count == 0)
            return fitting.Count == 0 ? KindCoverage.Missing : KindCoverage.NotAccepted;
        return accepted.Min(item => item.FreshnessOn(today)) switch
        {
            Freshness.Fresh => KindCoverage.Fresh,
            Freshness.DueSoon => KindCoverage.DueSoon,
            _ => KindCoverage.Stale,
        };
    }

    internal static IEnumerable<LinkedEvidence> OfKind(string kind, IEnumerable<LinkedEvidence> linked) => linked.Where(item => !item.Contradicts && (kind.Length == 0 || item.Kind == kind));

    internal static bool IsGap(KindCoverage coverage) => coverage is not (KindCoverage.Fresh or KindCoverage.DueSoon);

    private static bool Counts(LinkedEvidence item, IReadOnlyList<Requirement> requirements, DateOnly today) =>
        !item.Contradicts && item.State == EvidenceState.Accepted && item.FreshnessOn(today).IsCurrent() && Fits(item, requirements);

    private static bool Fits(LinkedEvidence item, IReadOnlyList<Requirement> requirements) => EvidenceSuitability.ForAny(requirements, item.Kind).Fit != Fit.Unsuitable;
}

/// <summary>What pages call it.</summary>
internal static class CoverageOfKindWords
{
    internal static string Of(KindCoverage coverage) => coverage switch
    {
        KindCoverage.Fresh => "Fresh",
        KindCoverage.DueSoon => "Due soon",
        KindCoverage.Stale => "Stale",
        KindCoverage.NotAccepted => "Not accepted",
        KindCoverage.Missing => "Missing",
        KindCoverage.Contradicted => "Contradicted",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static Tone Tone(KindCoverage coverage) => coverage switch
    {
        KindCoverage.Fresh => Ui.Tone.Good,
        KindCoverage.DueSoon => Ui.Tone.Attention,
        KindCoverage.NotAccepted => Ui.Tone.Active,
        _ => Ui.Tone.Bad,
    };
}
