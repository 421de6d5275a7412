using System.Buffers;
using Tandem.Inspection.Classification.Decoding;
using Tandem.Inspection.Classification.Detectors;
using Tandem.Inspection.Classification.Matching;
using Tandem.Inspection.Classification.Unfolding;

namespace Tandem.Inspection.Classification;

/// <summary>Runs all detectors over one view of a text, then over what can be decoded or unfolded from it.</summary>
internal sealed class ViewScanner
{
    /// <summary>Most decodings and unfoldings one inside the other.</summary>
    internal const int MaximumDepth = 3;

    // Digits are looked for on their own: a vectorised search skips the many bytes of prose that are none.
    private readonly KeywordFilter _keywords;
    private readonly Detector[][] _byKeyword;
    private readonly Detector[] _onDigits;
    private readonly Detector[] _onAt;
    private readonly Detector _invisible;
    private readonly Detector _undecoded;

    internal ViewScanner(IReadOnlyList<Detector> detectors, Detector invisible, Detector undecoded)
    {
        var words = detectors.SelectMany(d => d.Keywords).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        _keywords = new KeywordFilter(words);
        _byKeyword = [.. words.Select(w => detectors.Where(d => d.Keywords.Contains(w, StringComparer.Ordinal)).ToArray())];
        _onDigits = [.. detectors.Where(d => d.WantsDigits)];
        _onAt = [.. detectors.Where(d => d.WantsAt)];
        _invisible = invisible;
        _undecoded = undecoded;
    }

    internal void Scan(ref ScanFrame frame)
    {
        if (!frame.TryTake(frame.Text.Length))
            return;
        Keywords(ref frame);
        Digits(ref frame);
        AtSigns(ref frame);
        if (frame.Depth == MaximumDepth || frame.IsExhausted)
            return;
        Decode(ref frame);
        Tags(ref frame);
        Unfold(ref frame);
    }

    private void Keywords(ref ScanFrame frame)
    {
        var text = frame.Text;
        for (var at = _keywords.Next(text, 0); at < text.Length; at = _keywords.Next(text, at + 1))
        {
            var length = 0;
            var state = 0;
            for (var word = _keywords.Longer(text, at, ref length, ref state); word >= 0; word = _keywords.Longer(text, at, ref length, ref state))
            {
                foreach (var detector in _byKeyword[word])
                    detector.Confirm(ref frame, at, at + length);
            }

            if (!frame.TryTake(length))
                return;
        }

        frame.DependsOn(text.Length - _keywords.OpenTail(text), text.Length + 1);
    }

    private void Digits(ref ScanFrame frame)
    {
        var text = frame.Text;
        frame.StartDigits();
        for (var at = frame.DecidedTo; at < text.Length && !frame.IsExhausted;)
        {
            var next = text[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (next < 0)
                break;
            var start = at + next;
            at = start;
            while (at < text.Length && char.IsAsciiDigit((char)text[at]))
                at++;
            foreach (var detector in _onDigits)
                detector.Confirm(ref frame, start, at);
            // The later groups of a number that was found are no numbers of their own.
            at = Math.Max(at, frame.ReportedTo);
        }

        PhoneDetector.OpenPrefix(frame);
    }

    private void AtSigns(ref ScanFrame frame)
    {
        var text = frame.Text;
        for (var at = 0; at < text.Length && !frame.IsExhausted; at++)
        {
            var next = text[at..].IndexOf((byte)'@');
            if (next < 0)
                break;
            at += next;
            foreach (var detector in _onAt)
                detector.Confirm(ref frame, at, at + 1);
        }

        EmailDetector.OpenLastWord(frame);
    }

    private void Decode(ref ScanFrame frame)
    {
        var text = frame.Text;
        var searched = 0;
        for (var probe = EncodedRun.MinimumLength - 1; probe < text.Length && !frame.IsExhausted; probe += EncodedRun.MinimumLength)
        {
            if (!ByteSet.Base64.Contains(text[probe]))
                continue;
            var start = probe;
            while (start > searched && ByteSet.Base64.Contains(text[start - 1]))
                start--;
            var end = probe + 1;
            while (end < text.Length && ByteSet.Base64.Contains(text[end]))
                end++;
            frame.TryTake(end - start);
            if (end - start >= EncodedRun.MinimumLength)
                end = DecodeRun(ref frame, start, end);
            searched = end;
            // The next run that is long enough covers the byte this many places after the end of this one.
            probe = Math.Max(probe, end - 1);
        }

        OpenLastRun(ref frame);
    }

    private static void OpenLastRun(ref ScanFrame frame)
    {
        if (frame.IsFinal)
            return;
        var text = frame.Text;
        var start = text.Length;
        while (start > 0 && ByteSet.Base64.Contains(text[start - 1]))
            start--;
        if (start == 0 && !frame.IsTextStart)
            return;
        if (text.Length - start < EncodedRun.SampleLength || EncodedRun.LooksLikeText(text[start..]))
            frame.Open(start);
    }

    /// <summary>Decodes a run, and the lines that continue it.</summary>
    /// <returns>Where what was judged ends.</returns>
    private int DecodeRun(ref ScanFrame frame, int start, int firstLineEnd)
    {
        // A window that begins inside a run cannot know its alignment; the run was judged when its beginning was there.
        if ((start == 0 && !frame.IsTextStart) || (firstLineEnd == frame.Text.Length && !frame.IsFinal))
            return firstLineEnd;
        if (!EncodedRun.LooksLikeText(frame.Text[start..firstLineEnd]))
        {
            frame.TryTake(EncodedRun.SampleLength * 2);
            return firstLineEnd;
        }

        var end = BrokenLines.Follow(frame.Text, firstLineEnd, frame.IsFinal);
        if (end == BrokenLines.Undecided)
        {
            frame.Open(start);
            return frame.Text.Length;
        }

        frame.TryTake(end - firstLineEnd);
        Decode(ref frame, start, end, firstLineEnd - start);
        return end;
    }

    private void Decode(ref ScanFrame frame, int start, int end, int firstLine)
    {
        var run = frame.Text[start..end];
        // A run is no view of the same text again: what is unchanged since the view before was decoded there.
        if (frame.IsUnchanged(start, end))
            return;
        var size = Math.Min(run.Length, EncodedRun.MaximumDecoded);
        if (!frame.TryExpand(size))
        {
            frame.Exhaust();
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            frame.TryTake(size);
            var length = EncodedRun.Decode(run, firstLine, buffer.AsSpan(0, size), out var decoder);
            if (length == 0)
                return;
            if (run.Length * 3L / 4 > EncodedRun.MaximumDecoded)
                frame.Report(_undecoded, start, end, 0.7);
            var child = frame.Decoded(buffer.AsSpan(0, length), start, end, decoder);
            Scan(ref child);
        }
        finally
        {
            // Decoded text may be personal: it does not stay in a shared buffer.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private void Tags(ref ScanFrame frame)
    {
        var text = frame.Text;
        for (var at = 0; at < text.Length && !frame.IsExhausted;)
        {
            var next = text[at..].IndexOf(TagRun.Lead);
            if (next < 0)
                break;
            var start = at + next;
            var length = TagRun.Length(text[start..]);
            at = start + Math.Max(length, TagRun.Lead.Length);
            frame.TryTake(length);
            // What is cut before its next character may go on; a view that begins inside a run was judged where its beginning was there.
            if (!frame.IsFinal && text.Length - at < TagRun.Width)
                frame.Open(start);
            else if (length >= TagRun.MinimumLength * TagRun.Width && (start > 0 || frame.IsTextStart) && !frame.IsUnchanged(start, at))
                DecodeTags(ref frame, start, at);
        }
    }

    private void DecodeTags(ref ScanFrame frame, int start, int end)
    {
        var length = (end - start) / TagRun.Width;
        if (!frame.TryExpand(length))
        {
            frame.Exhaust();
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            TagRun.Decode(frame.Text[start..end], buffer);
            var child = frame.Decoded(buffer.AsSpan(0, length), start, end, "tags");
            Scan(ref child);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private void Unfold(ref ScanFrame frame)
    {
        if (!Unfolder.MayApply(frame.Text) || !frame.TryTake(frame.Text.Length))
            return;
        if (!frame.TryExpand(frame.Text.Length))
        {
            frame.Exhaust();
            return;
        }

        var output = ArrayPool<byte>.Shared.Rent(frame.Text.Length);
        var map = ArrayPool<int>.Shared.Rent(frame.Text.Length + 1);
        try
        {
            var length = Unfolder.Run(frame, output, map, _invisible);
            if (length < 0)
                return;
            var view = frame.Unfolded(output.AsSpan(0, length), map.AsSpan(0, length + 1));
            Scan(ref view);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(output, clearArray: true);
            ArrayPool<int>.Shared.Return(map);
        }
    }
}
