namespace Tandem.Inspection.Classification;

/// <summary>Finds what a text holds: personal data, credentials, markings. Deterministic; no network, clock or files. Thread-safe.</summary>
public sealed class Classifier
{
    private readonly DetectorCatalogue _catalogue;

    /// <summary>Makes a classifier from a catalogue.</summary>
    /// <param name="catalogue">The detectors to run.</param>
    public Classifier(DetectorCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _catalogue = catalogue;
    }

    /// <summary>The classifier over the built-in catalogue.</summary>
    public static Classifier Default { get; } = new(DetectorCatalogue.BuiltIn);

    /// <summary>Version of the catalogue, for the record.</summary>
    public string CatalogueVersion => _catalogue.Version;

    /// <summary>Scans one text.</summary>
    /// <param name="utf8">UTF-8; invalid bytes are allowed and match nothing.</param>
    /// <param name="provenance">Where the text came from.</param>
    /// <param name="findings">Receives the findings, ordered by start, then longest first, then type.</param>
    /// <param name="budget">Steps this scan may take; when it is exceeded afterwards, the text was not scanned completely and has to be refused.</param>
    public void Scan(ReadOnlySpan<byte> utf8, SegmentProvenance provenance, ICollection<Finding> findings, ref ScanBudget budget)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (ScanPart(utf8, provenance, 0, true, true, ref budget, out _) is not { } found)
            return;
        foreach (var finding in found)
            findings.Add(finding);
    }

    /// <summary>Scans a part of a text.</summary>
    /// <param name="utf8">The part.</param>
    /// <param name="provenance">Where the text came from.</param>
    /// <param name="decidedTo">Where the text begins whose findings are not decided yet.</param>
    /// <param name="isTextStart">True when the part begins the text.</param>
    /// <param name="isFinal">True when the part ends the text.</param>
    /// <param name="budget">Steps this scan may take.</param>
    /// <param name="openAt">Smallest offset from which more text may change what is found; the length when nothing is open.</param>
    /// <returns>Findings in order; those that begin at or after <paramref name="openAt"/> are not certain yet; null when there are none.</returns>
    internal List<Finding>? ScanPart(ReadOnlySpan<byte> utf8, SegmentProvenance provenance, int decidedTo, bool isTextStart, bool isFinal, ref ScanBudget budget, out int openAt)
    {
        // Views and decoded texts together may be four times the text; the floor lets short texts hold nested encodings.
        var run = new ScanRun(budget, provenance) { Expansion = (4L * utf8.Length) + 4096, DecidedTo = decidedTo };
        var frame = new ScanFrame(ref run, utf8, isTextStart, isFinal);
        _catalogue.Scanner.Scan(ref frame);
        budget = run.Budget;
        openAt = Math.Min(run.OpenAt, utf8.Length);
        return run.Found is null ? null : Resolve(run.Found);
    }

    /// <summary>Orders findings and leaves out those that another one explains better.</summary>
    private List<Finding> Resolve(List<Finding> found)
    {
        var ordered = found.OrderBy(f => f.Start).ThenByDescending(f => f.End).ThenBy(f => f.Type, StringComparer.Ordinal).ThenBy(f => f.Path.Length).ThenByDescending(f => f.Score).ThenBy(f => f.Detector, StringComparer.Ordinal).ToList();
        var kept = new List<Finding>(ordered.Count);
        var furthest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in ordered)
        {
            // Ordered by start and longest first: one of the same type that reaches as far contains this one.
            if (furthest.TryGetValue(finding.Type, out var end) && end >= finding.End)
                continue;
            furthest[finding.Type] = finding.End;
            kept.Add(finding);
        }

        if (kept.Exists(f => _catalogue.WeakTypes.Contains(f.Type)))
            RemoveExplained(kept);
        return kept;
    }

    /// <summary>Removes weak findings that overlap a strong one; one sweep in each direction keeps this linear.</summary>
    private void RemoveExplained(List<Finding> ordered)
    {
        var explained = new HashSet<Finding>(ReferenceEqualityComparer.Instance);
        var strongEnd = -1;
        foreach (var finding in ordered)
        {
            if (!_catalogue.WeakTypes.Contains(finding.Type))
                strongEnd = finding.Type.StartsWith("obfuscation.", StringComparison.Ordinal) ? strongEnd : Math.Max(strongEnd, finding.End);
            else if (finding.Start < strongEnd && (finding.End <= strongEnd || !IsSecret(finding)))
                explained.Add(finding);
        }

        var strongStart = int.MaxValue;
        for (var i = ordered.Count - 1; i >= 0; i--)
        {
            if (!_catalogue.WeakTypes.Contains(ordered[i].Type))
                (strongStart, strongEnd) = ordered[i].Type.StartsWith("obfuscation.", StringComparison.Ordinal) ? (strongStart, strongEnd) : (ordered[i].Start, ordered[i].End);
            else if (ordered[i].End > strongStart && (!IsSecret(ordered[i]) || (ordered[i].Start == strongStart && ordered[i].End <= strongEnd)))
                explained.Add(ordered[i]);
        }

        ordered.RemoveAll(explained.Contains);
    }

    // An address inside a password explains a part of it; the rest stays a secret.
    private static bool IsSecret(Finding finding) => finding.Type.StartsWith("secret.", StringComparison.Ordinal);
}
