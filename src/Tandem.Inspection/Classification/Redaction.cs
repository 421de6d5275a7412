using System.Buffers;
using System.Text;

namespace Tandem.Inspection.Classification;

/// <summary>Replaces the spans of findings in a text.</summary>
public static class Redaction
{
    /// <summary>Returns the text with each span replaced; overlapping spans become one, named by its first finding.</summary>
    /// <param name="utf8">The text that was scanned.</param>
    /// <param name="findings">Findings with offsets into <paramref name="utf8"/>, in any order.</param>
    /// <param name="replacement">Gives the text that stands for a finding, such as <c>[fin.credit_card]</c>. It must not itself be something a detector finds,
    /// else redacting twice is not the same as redacting once.</param>
    /// <returns>The new text; a copy of <paramref name="utf8"/> when there are no findings.</returns>
    /// <exception cref="ArgumentException">A finding lies outside the text.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> utf8, IEnumerable<Finding> findings, Func<Finding, string> replacement)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(replacement);
        var output = new ArrayBufferWriter<byte>(Math.Max(utf8.Length, 16));
        var at = 0;
        foreach (var (start, end, first) in Merge(findings, utf8.Length))
        {
            output.Write(utf8[at..start]);
            Encoding.UTF8.GetBytes(replacement(first), output);
            at = end;
        }

        output.Write(utf8[at..]);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Joins the spans that overlap.</summary>
    /// <param name="findings">Findings in any order.</param>
    /// <param name="length">Length of the text in bytes.</param>
    /// <returns>Disjoint spans in order, each with the finding that starts first (the longest of those, then by type).</returns>
    internal static List<(int Start, int End, Finding First)> Merge(IEnumerable<Finding> findings, int length)
    {
        var merged = new List<(int Start, int End, Finding First)>();
        foreach (var finding in findings.OrderBy(f => f.Start).ThenByDescending(f => f.End).ThenBy(f => f.Type, StringComparer.Ordinal))
        {
            if (finding.Start < 0 || finding.End > length || finding.Start >= finding.End)
                throw new ArgumentException($"finding at {finding.Start}..{finding.End} lies outside a text of {length} bytes; pass the text that was scanned", nameof(findings));
            if (merged.Count > 0 && finding.Start < merged[^1].End)
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, finding.End) };
            else
                merged.Add((finding.Start, finding.End, finding));
        }

        return merged;
    }
}
