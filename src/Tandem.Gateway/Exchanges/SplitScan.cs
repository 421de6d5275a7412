using System.Text;
using Tandem.Gateway.Protocols;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Exchanges;

/// <summary>
/// Findings that no single text holds because it was cut in two: the parts of a message, messages of one role and elements of a list are read one
/// after the other, so they are also scanned joined, as far around each cut as a finding reaches.
/// </summary>
internal sealed class SplitScan
{
    /// <summary>Bytes looked at on each side of a cut.</summary>
    public const int Reach = 1024;

    private readonly List<(TextSegment Segment, Finding Part)> _parts = [];
    private readonly List<string> _types = [];

    /// <summary>The type of each finding.</summary>
    public IReadOnlyList<string> Types => _types;

    /// <summary>What of each finding lies in which text.</summary>
    public IReadOnlyList<(TextSegment Segment, Finding Part)> Parts => _parts;

    /// <summary>True when the joined text was too costly to scan to its end.</summary>
    public bool IsIncomplete { get; private set; }

    public static SplitScan Of(Classifier classifier, IEnumerable<TextSegment> segments)
    {
        var scan = new SplitScan();
        foreach (var texts in segments.Where(IsReadOn).GroupBy(segment => (PlaceOf(segment.JsonPath), segment.Provenance)))
        {
            if (texts.Skip(1).Any() && !scan.IsIncomplete) scan.Look(classifier, [.. texts]);
        }

        return scan;
    }

    // Names, definitions and arguments are values of their own.
    private static bool IsReadOn(TextSegment segment) => segment.Kind is SegmentKind.Text or SegmentKind.Reasoning or SegmentKind.Metadata or SegmentKind.Unknown;

    private void Look(Classifier classifier, TextSegment[] texts)
    {
        var starts = new int[texts.Length + 1];
        for (var i = 0; i < texts.Length; i++) starts[i + 1] = starts[i] + texts[i].Text.Length;
        var joined = new byte[starts[^1]];
        for (var i = 0; i < texts.Length; i++) texts[i].Text.CopyTo(joined.AsMemory(starts[i]));

        for (var cut = 1; cut < texts.Length;)
        {
            var from = Math.Max(starts[cut] - Reach, 0);
            var to = starts[cut] + Reach;
            for (cut++; cut < texts.Length && starts[cut] - Reach <= to; cut++) to = starts[cut] + Reach;
            Look(classifier, texts, starts, joined, from, Math.Min(to, joined.Length));
        }
    }

    private void Look(Classifier classifier, TextSegment[] texts, int[] starts, byte[] joined, int from, int to)
    {
        var findings = new List<Finding>();
        var budget = ScanBudget.ForLength(to - from);
        classifier.Scan(joined.AsSpan(from, to - from), texts[0].Provenance, findings, ref budget);
        IsIncomplete |= budget.IsExceeded;
        foreach (var finding in findings)
        {
            var (start, end) = (from + finding.Start, from + finding.End);
            // What touches an edge that is no edge of the text may be a piece of something longer, which was seen where it stands whole.
            if ((start == from && from > 0) || (end == to && to < joined.Length)) continue;
            var (first, last) = (IndexOf(starts, start), IndexOf(starts, end - 1));
            if (first == last) continue;
            _types.Add(finding.Type);
            for (var i = first; i <= last; i++)
                _parts.Add((texts[i], finding with { Start = Math.Max(start, starts[i]) - starts[i], End = Math.Min(end, starts[i + 1]) - starts[i] }));
        }
    }

    /// <summary>The text that holds a byte.</summary>
    private static int IndexOf(int[] starts, int offset)
    {
        var found = Array.BinarySearch(starts, offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The way to a text without the positions in it: <c>messages[].content[].text</c>.</summary>
    private static string PlaceOf(string path)
    {
        var place = new StringBuilder(path.Length);
        var isPosition = false;
        foreach (var character in path)
        {
            isPosition = character == '[' || (isPosition && char.IsAsciiDigit(character));
            if (!isPosition || character == '[') place.Append(character);
        }

        return place.ToString();
    }
}
