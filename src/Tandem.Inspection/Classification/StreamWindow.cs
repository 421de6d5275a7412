using System.Buffers;

namespace Tandem.Inspection.Classification;

/// <summary>Holds back the part of a stream that a detector may still find something in, and releases the rest. One per channel; not thread-safe.</summary>
public sealed class StreamWindow
{
    private readonly Classifier _classifier;
    private readonly Func<Finding, SpanAction> _decide;
    private readonly Func<Finding, string> _replacement;
    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly List<Finding> _findings = [];

    /// <summary>Opens a window on a stream.</summary>
    /// <param name="classifier">Finds.</param>
    /// <param name="decide">Says what happens to a finding; called once for each.</param>
    /// <param name="replacement">Gives the text that stands for a redacted finding.</param>
    public StreamWindow(Classifier classifier, Func<Finding, SpanAction> decide, Func<Finding, string> replacement)
    {
        _classifier = classifier;
        _decide = decide;
        _replacement = replacement;
    }

    /// <summary>True once a finding was blocked or the text could not be scanned; nothing is released from then on.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>Findings so far, in order of their start; offsets count from the first byte appended.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Bytes appended and not yet released.</summary>
    public int HeldBytes => _held.WrittenCount;

    /// <summary>Adds a piece of the stream, cut anywhere, even inside a UTF-8 sequence.</summary>
    /// <param name="utf8">The piece; may be empty.</param>
    public void Append(ReadOnlySpan<byte> utf8) => _held.Write(utf8);

    /// <summary>Writes what is final, with redactions applied.</summary>
    /// <param name="released">Receives the bytes.</param>
    /// <param name="final">True at the end of the stream: nothing more will be appended, everything is decided.</param>
    /// <returns>Number of bytes written.</returns>
    public int Drain(IBufferWriter<byte> released, bool final)
    {
        ArgumentNullException.ThrowIfNull(released);
        if (!final || IsBlocked)
            return 0;
        var budget = ScanBudget.ForLength(_held.WrittenCount);
        _classifier.Scan(_held.WrittenSpan, SegmentProvenance.Assistant, _findings, ref budget);
        var redacted = new List<Finding>();
        foreach (var finding in _findings)
        {
            var action = _decide(finding);
            IsBlocked |= action == SpanAction.Block;
            if (action == SpanAction.Redact)
                redacted.Add(finding);
        }

        if (budget.IsExceeded || IsBlocked)
        {
            IsBlocked = true;
            return 0;
        }

        var output = Redaction.Apply(_held.WrittenSpan, redacted, _replacement);
        released.Write(output);
        _held.Clear();
        return output.Length;
    }
}
