using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols.Streams;

/// <summary>Judges whole texts of a stream, and keeps count of what was judged.</summary>
internal sealed class StreamJudge(StreamScan scan)
{
    // Ids and names repeat in every event; a text that was clean at a place is clean there again.
    private const int RememberedPlaces = 64;

    private readonly Dictionary<string, byte[]> _clean = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];

    public StreamScan Scan { get; } = scan;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>True once a text was too costly to be scanned whole.</summary>
    public bool IsExhausted { get; private set; }

    public long BytesScanned { get; private set; }

    public long Segments { get; private set; }

    public void Count(long segments, long bytes) => (Segments, BytesScanned) = (Segments + segments, BytesScanned + bytes);

    /// <summary>Judges a text that is whole.</summary>
    /// <param name="segment">The text.</param>
    /// <param name="redacted">The text to put in its place; null when it stays.</param>
    /// <returns>False when it is blocked, by a finding or because it cannot be scanned whole.</returns>
    public bool TryJudge(TextSegment segment, out byte[]? redacted)
    {
        redacted = null;
        var text = segment.Text.Span;
        if (text.IsEmpty || (_clean.TryGetValue(segment.JsonPath, out var clean) && text.SequenceEqual(clean))) return true;
        Count(1, text.Length);
        var found = new List<Finding>();
        var budget = ScanBudget.ForLength(text.Length);
        Scan.Classifier.Scan(text, segment.Provenance, found, ref budget);
        _findings.AddRange(found);
        IsExhausted |= budget.IsExceeded;
        var allowed = !budget.IsExceeded;
        var toRedact = new List<Finding>();
        foreach (var finding in found)
        {
            var action = Scan.Decide(finding);
            allowed &= action != SpanAction.Block;
            if (action == SpanAction.Redact) toRedact.Add(finding);
        }

        if (allowed && toRedact.Count > 0) redacted = segment.Redact(toRedact, Scan.Replacement);
        if (found.Count == 0 && allowed && _clean.Count < RememberedPlaces) _clean[segment.JsonPath] = segment.Text.ToArray();
        return allowed;
    }
}
