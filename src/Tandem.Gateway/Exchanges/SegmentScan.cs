using Tandem.Gateway.Protocols;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Exchanges;

/// <summary>The findings of one body, segment by segment, within one budget for all of it.</summary>
internal sealed class SegmentScan
{
    private readonly Classifier _classifier;
    private readonly Dictionary<TextSegment, List<Finding>> _found = new(ReferenceEqualityComparer.Instance);
    private readonly SortedDictionary<string, long> _classes = new(StringComparer.Ordinal);
    private IReadOnlyList<TextSegment> _segments = [];

    private SegmentScan(Classifier classifier) => _classifier = classifier;

    /// <summary>Number of findings by type.</summary>
    public IReadOnlyDictionary<string, long> Classes => _classes;

    public long BytesScanned { get; private set; }

    /// <summary>True when the text was too costly to scan to its end; nothing may then be concluded from the findings.</summary>
    public bool IsIncomplete { get; private set; }

    public static SegmentScan Of(Classifier classifier, IReadOnlyList<TextSegment> segments)
    {
        var scan = new SegmentScan(classifier);
        foreach (var segment in segments) scan.BytesScanned += segment.Text.Length;
        var budget = ScanBudget.ForLength(scan.BytesScanned);
        foreach (var segment in segments)
        {
            var findings = new List<Finding>();
            classifier.Scan(segment.Text.Span, segment.Provenance, findings, ref budget);
            if (budget.IsExceeded)
            {
                scan.IsIncomplete = true;
                break;
            }

            if (findings.Count == 0) continue;
            scan._found.Add(segment, findings);
            foreach (var finding in findings) scan.Count(finding.Type);
        }

        if (!scan.IsIncomplete) scan.Take(SplitScan.Of(classifier, segments));
        scan._segments = segments;
        return scan;
    }

    /// <summary>The new texts without the findings that <paramref name="redacts"/> names, and how many those were.</summary>
    public (IReadOnlyDictionary<int, byte[]> Changes, long Count) Redact(Func<string, bool> redacts)
    {
        var changes = new Dictionary<int, byte[]>();
        var count = 0L;
        foreach (var (segment, findings) in _found)
        {
            var removed = findings.FindAll(finding => redacts(finding.Type));
            if (removed.Count == 0) continue;
            count += removed.Count;
            changes[segment.Number] = segment.Redact(removed, Replacement);
        }

        return (changes, count);
    }

    /// <summary>True when a changed text still holds what was to be removed; it must not be sent then.</summary>
    public bool StillHolds(IReadOnlyDictionary<int, byte[]> changes, Func<string, bool> redacts)
    {
        foreach (var segment in _found.Keys)
        {
            if (!changes.TryGetValue(segment.Number, out var text)) continue;
            var findings = new List<Finding>();
            var budget = ScanBudget.ForLength(text.Length);
            _classifier.Scan(text, segment.Provenance, findings, ref budget);
            if (budget.IsExceeded || findings.Exists(finding => redacts(finding.Type))) return true;
        }

        var split = SplitScan.Of(_classifier, _segments.Select(segment => changes.TryGetValue(segment.Number, out var text) ? segment with { Text = text } : segment));
        return split.IsIncomplete || split.Types.Any(redacts);
    }

    private void Take(SplitScan split)
    {
        IsIncomplete |= split.IsIncomplete;
        foreach (var type in split.Types) Count(type);
        foreach (var (segment, part) in split.Parts)
        {
            if (!_found.TryGetValue(segment, out var findings)) _found[segment] = findings = [];
            findings.Add(part);
        }
    }

    private void Count(string type) => _classes[type] = _classes.GetValueOrDefault(type) + 1;

    public static string Replacement(Finding finding) => $"[{finding.Type}]";
}
