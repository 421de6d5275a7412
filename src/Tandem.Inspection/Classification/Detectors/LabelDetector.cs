namespace Tandem.Inspection.Classification.Detectors;

/// <summary>A level's markings; what is common to the four levels.</summary>
/// <param name="id">Detector id.</param>
/// <param name="level">The level the marking states.</param>
/// <param name="words">Words that mark, in lower case.</param>
/// <param name="commonWords">Words that mark, and that also name everyday things.</param>
/// <param name="trafficLights">Traffic Light Protocol labels of this level (FIRST TLP 2.0), in lower case.</param>
internal abstract class LabelDetector(string id, string level, string[] words, string[] commonWords, string[] trafficLights)
    : Detector(id, 1, "class.label." + level, level)
{
    internal override IReadOnlyList<string> Keywords { get; } = [.. words, .. commonWords, .. trafficLights];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var word = frame.Text[start..end];
        if (IsAny(word, trafficLights))
        {
            // TLP:AMBER goes on to TLP:AMBER+STRICT, which is another label.
            if (word.StartsWith("TLP"u8) && frame.IsWordStart(start) && !Matching.ByteSet.Alphanumeric.Contains(frame.Peek(end, start)) && (frame.Peek(end, start) != '+' || word.Contains((byte)'+')))
                frame.Report(this, start, end, 0.95);
            return;
        }

        frame.TryTake(32);
        var score = Marking.Score(ref frame, start, end, IsAny(word, commonWords));
        if (score > 0)
            frame.Report(this, start, end, score);
    }

    private static bool IsAny(ReadOnlySpan<byte> word, string[] candidates)
    {
        foreach (var candidate in candidates)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(word, candidate))
                return true;
        }

        return false;
    }
}
