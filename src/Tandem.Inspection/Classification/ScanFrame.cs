using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Classification;

/// <summary>
/// One view of the scanned text (the text itself, an unfolded view of it, or something decoded from it) with the way back to the text's own offsets.
/// </summary>
/// <remarks>
/// INVARIANT (closed decisions): a detector that would decide otherwise if more text followed must say so through <see cref="Open"/>, directly or
/// by reading with <see cref="Peek"/> and <see cref="SkipWhile"/>. The stream window releases only what no open candidate covers, so this rule is
/// what keeps a finding's first bytes from leaving before its last ones arrive.
/// </remarks>
internal ref struct ScanFrame
{
    /// <summary>How far before a candidate a detector may look, in bytes of this view.</summary>
    internal const int MaximumLookBehind = 80;

    private const int FindingSteps = 128;

    // No context word begins with one of these or goes on behind one with a digit, so none lies among them.
    private static readonly ByteSet DigitsAndSeparators = new("0-9 .()/-");

    private readonly ref ScanRun _run;
    private readonly ReadOnlySpan<byte> _base;
    private readonly ReadOnlySpan<int> _map;
    private readonly int _collapsedStart;
    private readonly int _collapsedEnd;
    private readonly string _path;

    /// <summary>A view that is the scanned text itself.</summary>
    internal ScanFrame(ref ScanRun run, ReadOnlySpan<byte> text, bool isTextStart, bool isFinal)
        : this(ref run, text, text, default, 0, 0, "", 0, 0, isTextStart, isFinal)
    {
    }

    private ScanFrame(ref ScanRun run, ReadOnlySpan<byte> text, ReadOnlySpan<byte> baseText, ReadOnlySpan<int> map, int collapsedStart, int collapsedEnd,
        string path, int level, int depth, bool isTextStart, bool isFinal)
    {
        _run = ref run;
        Text = text;
        _base = baseText;
        _map = map;
        _collapsedStart = collapsedStart;
        _collapsedEnd = collapsedEnd;
        _path = path;
        Level = level;
        Depth = depth;
        IsTextStart = isTextStart;
        IsFinal = isFinal;
    }

    /// <summary>The bytes of this view.</summary>
    internal ReadOnlySpan<byte> Text { get; }

    /// <summary>How many unfoldings lie between this view and the text it was made from.</summary>
    internal int Level { get; }

    /// <summary>How many decodings and unfoldings lie between this view and the scanned text.</summary>
    internal int Depth { get; }

    /// <summary>True when nothing precedes the first byte.</summary>
    internal bool IsTextStart { get; }

    /// <summary>True when nothing will follow the last byte.</summary>
    internal bool IsFinal { get; }

    internal readonly SegmentProvenance Provenance => _run.Provenance;

    /// <summary>Offset of the first unit of the base text from which view bytes were made; empty for an identical view.</summary>
    internal readonly ReadOnlySpan<int> Map => _map;

    /// <summary>The view after an unfolding of this one.</summary>
    internal readonly ScanFrame Unfolded(ReadOnlySpan<byte> text, ReadOnlySpan<int> map) =>
        new(ref _run, text, _base, map, _collapsedStart, _collapsedEnd, _path, Level + 1, Depth + 1, IsTextStart, IsFinal);

    /// <summary>A text decoded from a run of this view; its findings cover the whole run.</summary>
    internal readonly ScanFrame Decoded(ReadOnlySpan<byte> text, int runStart, int runEnd, string decoder)
    {
        var path = PathOf(runStart, runEnd);
        return new ScanFrame(ref _run, text, text, default, ToRoot(runStart), ToRootEnd(runEnd), path.Length == 0 ? decoder : path + ">" + decoder, 0, Depth + 1, true, true);
    }

    internal readonly bool TryTake(long steps) => _run.Budget.TryTake(steps);

    internal readonly bool IsExhausted => _run.Budget.IsExceeded;

    /// <summary>Uses up the budget: a text that cannot be scanned completely has to be refused.</summary>
    internal readonly void Exhaust() => _run.Budget.TryTake(long.MaxValue);

    /// <summary>True when a span is the same as in the view that this one was unfolded from.</summary>
    internal readonly bool IsUnchanged(int start, int end) => !_map.IsEmpty && _map[end - 1] - _map[start] == end - 1 - start && _base[_map[start]..(_map[end - 1] + 1)].SequenceEqual(Text[start..end]);

    internal readonly bool TryExpand(int bytes)
    {
        if (_run.Expansion < bytes)
            return false;
        _run.Expansion -= bytes;
        return true;
    }

    /// <summary>Says that more text could make a finding that starts here.</summary>
    internal readonly void Open(int start)
    {
        if (!IsFinal)
            _run.OpenAt = Math.Min(_run.OpenAt, ToRoot(Math.Max(start, 0)));
    }

    /// <summary>Says that a candidate's decision depends on the text before <paramref name="end"/>.</summary>
    internal readonly void DependsOn(int start, int end)
    {
        if (end > Text.Length)
            Open(start);
    }

    /// <summary>Reads one byte, or -1 outside the view; a candidate that reads past the end is open.</summary>
    internal readonly int Peek(int index, int candidate)
    {
        if ((uint)index < (uint)Text.Length)
            return Text[index];
        if (index >= Text.Length)
            Open(candidate);
        return -1;
    }

    /// <summary>Reads one byte before a candidate, or -1 outside the view.</summary>
    internal readonly int Before(int index) => (uint)index < (uint)Text.Length ? Text[index] : -1;

    /// <summary>Skips members of a set.</summary>
    /// <returns>The first index, at most <paramref name="limit"/>, that is no member.</returns>
    internal readonly int SkipWhile(ByteSet set, int index, int limit, int candidate)
    {
        var end = Math.Min(limit, Text.Length);
        var at = index;
        while (at < end && set.Contains(Text[at]))
            at++;
        _run.Budget.TryTake(at - index);
        if (at == Text.Length && at < limit)
            Open(candidate);
        return at;
    }

    /// <summary>True when a word may begin here: text start, no letter or digit before, or the end of an escape such as <c>\n</c> in quoted text.</summary>
    internal readonly bool IsWordStart(int index) =>
        index == 0
            ? IsTextStart
            : !ByteSet.Alphanumeric.Contains(Text[index - 1]) || (index > 1 && Text[index - 2] == '\\' && (Text[index - 1] is (byte)'n' or (byte)'r' or (byte)'t'));

    /// <summary>End of the furthest finding of the pass under way, in this view.</summary>
    internal readonly int ReportedTo
    {
        get => _run.ReportedTo;
        set => _run.ReportedTo = value;
    }

    /// <summary>The first index that is not decided yet. Digits are parted into numbers from there: in a row of them another start could part them otherwise.</summary>
    internal readonly int DecidedTo => _collapsedEnd > 0 ? 0 : _map.IsEmpty ? _run.DecidedTo : Math.Max(_map.IndexOfAnyInRange(_run.DecidedTo, int.MaxValue), 0);

    /// <summary>Forgets what other passes and views read.</summary>
    internal readonly void StartDigits()
    {
        _run.ReportedTo = 0;
        _run.DigitRow = default;
    }

    /// <summary>The first byte of the digits and separators that are known to stand before an index; the index itself when none are.</summary>
    internal readonly int DigitsFrom(int index) => index > _run.DigitRow.From && index <= _run.DigitRow.To ? _run.DigitRow.From : index;

    /// <summary>Skips digits and the separators of numbers, and remembers them.</summary>
    /// <returns>The first index, at most <paramref name="limit"/>, that is neither.</returns>
    internal readonly int DigitsTo(int index, int limit)
    {
        ref var row = ref _run.DigitRow;
        if (index < row.From || index > row.To)
            row = (index, index);
        var from = row.To;
        while (row.To < limit && DigitsAndSeparators.Contains(Text[row.To]))
            row.To++;
        _run.Budget.TryTake(row.To - from);
        return Math.Min(row.To, limit);
    }

    /// <summary>Adds a finding.</summary>
    internal readonly void Report(Detector detector, int start, int end, double score)
    {
        // A finding costs memory and later work, so it is charged; floods of findings meet the budget instead of the heap.
        if (!TryTake(FindingSteps))
            return;
        _run.ReportedTo = Math.Max(_run.ReportedTo, end);
        (_run.Found ??= []).Add(new Finding(detector.Type, ToRoot(start), ToRootEnd(end), score, detector.Level, PathOf(start, end), detector.Name));
    }

    private readonly int ToBase(int index) => _map.IsEmpty ? index : _map[index];

    private readonly int ToRoot(int index) => _collapsedEnd > 0 ? _collapsedStart : ToBase(index);

    private readonly int ToRootEnd(int end)
    {
        if (_collapsedEnd > 0)
            return _collapsedEnd;
        // A unit of the base text may have become several bytes: never end inside one.
        var at = end;
        while (!_map.IsEmpty && at < Text.Length && _map[at] == _map[end - 1])
            at++;
        return ToBase(at);
    }

    /// <summary>Names the disguises inside a span, so that the name depends on the span alone and not on the rest of the text.</summary>
    private readonly string PathOf(int start, int end)
    {
        if (_map.IsEmpty)
            return _path;
        var span = _base[ToBase(start)..ToBase(end)];
        var kinds = string.Join('+', new[]
        {
            System.Text.Ascii.IsValid(span) ? null : "canonical",
            span.Contains((byte)'\\') ? "json" : null,
            span.Contains((byte)'%') ? "percent" : null,
            span.Contains((byte)'&') ? "html" : null,
        }.Where(k => k is not null));
        // Nothing inside the span itself was disguised: its surroundings were.
        if (kinds.Length == 0)
            kinds = "context";
        var own = string.Join('>', Enumerable.Repeat(kinds, Level));
        return _path.Length == 0 ? own : _path + ">" + own;
    }
}
