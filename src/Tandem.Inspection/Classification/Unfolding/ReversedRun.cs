namespace Tandem.Inspection.Classification.Unfolding;

/// <summary>
/// Text between a right-to-left override (U+202E) and the end of its effect (U+202C or the end of the line): it is stored from its last character to
/// its first and shown the other way round (Unicode Standard Annex 9), so a number in it reads right to people and wrong to a search.
/// </summary>
internal static class ReversedRun
{
    internal const int Override = 0x202E;
    internal const int ControlWidth = 3;
    internal const int Incomplete = -1;

    /// <summary>Longer runs are no words that somebody meant to be read; they stay as they are.</summary>
    private const int MaximumLength = 512;

    private static ReadOnlySpan<byte> Pop => [0xE2, 0x80, 0xAC];

    /// <summary>Length of the run that begins here with its control characters; 0 when it is too long; <see cref="Incomplete"/> when more text decides.</summary>
    internal static int Length(ReadOnlySpan<byte> text, bool isFinal)
    {
        var window = text[..Math.Min(text.Length, MaximumLength)];
        var line = window.IndexOfAny((byte)'\n', (byte)'\r');
        var pop = (line < 0 ? window : window[..line]).IndexOf(Pop);
        if (pop >= 0)
            return pop + ControlWidth;
        if (line >= 0)
            return line;
        if (text.Length >= MaximumLength)
            return 0;
        return isFinal ? text.Length : Incomplete;
    }

    /// <summary>The run without its control characters.</summary>
    internal static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> run) => run[ControlWidth..(run.EndsWith(Pop) ? run.Length - ControlWidth : run.Length)];
}
