using System.Buffers;
using System.Text;
using Tandem.Inspection.Classification.Unfolding;

namespace Tandem.Inspection.Classification;

/// <summary>
/// Holds back the part of a stream in which more text may still make a finding, and releases the rest byte for byte. One per channel of an answer
/// (content, reasoning, the arguments of one tool call); not thread-safe.
/// </summary>
/// <remarks>
/// INVARIANT (nothing leaves early): for every cutting of the text into pieces, the released bytes hold no byte of a finding that is redacted or
/// blocked, and the findings are those of <see cref="Classifier.Scan"/> over the whole text. It rests on two rules. A detector that more text could
/// make decide otherwise opens its candidate (<see cref="ScanFrame"/>), and nothing is released from the first open candidate on. And no detector
/// looks further back than the text that is kept before what is released. Where it ends: an encoded run of more than <see cref="MaximumHeldBytes"/>
/// bytes is text that cannot be judged in time, so the stream is blocked.
/// </remarks>
public sealed class StreamWindow
{
    /// <summary>Most bytes that a private key, a token or an encoded text may keep from the reader; a stream that would need more is blocked.
    /// All other candidates close within 4 KiB.</summary>
    public const int MaximumHeldBytes = 20 * 1024;

    // Plain text is looked back at by 80 bytes at most; a character of an escaped text can take up to twelve.
    private const int PlainLookBehind = 192;
    private const int EscapedLookBehind = 1024;

    private readonly Classifier _classifier;
    private readonly Func<Finding, SpanAction> _decide;
    private readonly Func<Finding, string> _replacement;
    private readonly List<Finding> _findings = [];
    private byte[] _buffer = new byte[1024];
    private int _length;
    private int _releasedTo;
    private int _scannedLength;
    private int _offset;

    /// <summary>Opens a window on a stream.</summary>
    /// <param name="classifier">Finds.</param>
    /// <param name="decide">Says what happens to a finding; called once for each, in order of their start, as soon as the finding is certain.</param>
    /// <param name="replacement">Gives the text that stands for a redacted finding, such as <c>[fin.credit_card]</c>.</param>
    public StreamWindow(Classifier classifier, Func<Finding, SpanAction> decide, Func<Finding, string> replacement)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(decide);
        ArgumentNullException.ThrowIfNull(replacement);
        _classifier = classifier;
        _decide = decide;
        _replacement = replacement;
    }

    /// <summary>True once a finding was blocked or the text could not be judged within its limits; nothing is released from then on.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>True when the stream was blocked because its text could not be judged within its limits, and not for a finding.</summary>
    public bool IsUninspectable { get; private set; }

    /// <summary>Certain findings so far, in order of their start; offsets count from the first byte appended.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Bytes appended and not yet released; 0 after a block, which discards them.</summary>
    public int HeldBytes => IsBlocked ? 0 : _length - _releasedTo;

    /// <summary>Adds a piece of the stream, cut anywhere, even inside a UTF-8 sequence.</summary>
    /// <param name="utf8">The piece; may be empty; ignored after a block.</param>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        if (IsBlocked)
            return;
        if (_length + utf8.Length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + utf8.Length));
        utf8.CopyTo(_buffer.AsSpan(_length));
        _length += utf8.Length;
    }

    /// <summary>Writes what is final, with redactions applied. A block writes what stands before the blocked finding, and nothing after.</summary>
    /// <param name="released">Receives the bytes.</param>
    /// <param name="final">True at the end of the stream: nothing more will be appended, and everything is decided.</param>
    /// <returns>Number of bytes written.</returns>
    public int Drain(IBufferWriter<byte> released, bool final)
    {
        ArgumentNullException.ThrowIfNull(released);
        if (IsBlocked || !(final || IsWorthScanning()))
            return 0;
        var budget = ScanBudget.ForLength(_length);
        var found = _classifier.ScanPart(_buffer.AsSpan(0, _length), SegmentProvenance.Assistant, _releasedTo, _offset == 0, final, ref budget, out var limit);
        _scannedLength = _length;
        if (final)
            limit = _length;
        limit = Math.Max(_releasedTo, WithoutCutting(found, limit));
        if (budget.IsExceeded || _length - limit > MaximumHeldBytes)
        {
            (IsBlocked, IsUninspectable) = (true, true);
            return 0;
        }

        var written = Release(released, found, limit);
        Trim();
        return written;
    }

    /// <summary>A long candidate is looked at again only after it has grown by a sixteenth, so that a long key costs linear and not quadratic work.</summary>
    private bool IsWorthScanning()
    {
        var grown = _length - _scannedLength;
        return grown > 0 && grown >= (_scannedLength - _releasedTo) / 16 / 64 * 64;
    }

    /// <summary>Moves a limit back to the start of the findings that it would cut.</summary>
    private static int WithoutCutting(List<Finding>? found, int limit)
    {
        for (var i = (found?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (found![i].Start < limit && found[i].End > limit)
                limit = found[i].Start;
        }

        return limit;
    }

    private int Release(IBufferWriter<byte> released, List<Finding>? found, int limit)
    {
        var redacted = new List<Finding>();
        foreach (var finding in found ?? [])
        {
            if (finding.End <= _releasedTo || finding.Start >= limit)
                continue;
            var inStream = finding with { Start = finding.Start + _offset, End = finding.End + _offset };
            _findings.Add(inStream);
            var action = _decide(inStream);
            if (action == SpanAction.Block)
            {
                IsBlocked = true;
                limit = WithoutCutting(redacted, Math.Max(finding.Start, _releasedTo));
                redacted.RemoveAll(r => r.Start >= limit);
                break;
            }

            if (action == SpanAction.Redact)
                redacted.Add(finding with { Start = Math.Max(finding.Start, _releasedTo) });
        }

        var written = 0;
        foreach (var (start, end, first) in Redaction.Merge(redacted, _length))
        {
            written += Write(released, _buffer.AsSpan(_releasedTo, start - _releasedTo));
            written += (int)Encoding.UTF8.GetBytes(_replacement(first with { Start = first.Start + _offset, End = first.End + _offset }), released);
            _releasedTo = end;
        }

        written += Write(released, _buffer.AsSpan(_releasedTo, limit - _releasedTo));
        _releasedTo = limit;
        return written;
    }

    private static int Write(IBufferWriter<byte> released, ReadOnlySpan<byte> bytes)
    {
        released.Write(bytes);
        return bytes.Length;
    }

    /// <summary>Forgets what no detector looks back at any more.</summary>
    private void Trim()
    {
        var before = _buffer.AsSpan(0, _releasedTo);
        var isPlain = !Unfolder.MayApply(before);
        var from = _releasedTo - (isPlain ? PlainLookBehind : EscapedLookBehind);
        // Moving costs a copy, so it waits until there is as much again to forget.
        if (from < PlainLookBehind)
            return;
        // Begin at a character, and not inside a row of backslashes: half of one reads differently.
        while (from < _releasedTo && (_buffer[from] is >= 0x80 and < 0xC0 || _buffer[from - 1] == '\\'))
            from++;
        _buffer.AsSpan(from, _length - from).CopyTo(_buffer);
        _length -= from;
        _releasedTo -= from;
        _scannedLength -= from;
        _offset += from;
    }
}
