namespace Tandem.Inspection.Classification.Decoding;

/// <summary>Text written in tag characters (U+E0020 to U+E007E): nobody sees it, and a model reads it like the ASCII it repeats.</summary>
internal static class TagRun
{
    /// <summary>Shorter runs hold nothing that a detector could find; the flags of countries' parts have at most six.</summary>
    internal const int MinimumLength = 8;

    /// <summary>Bytes of one tag character in UTF-8.</summary>
    internal const int Width = 4;

    /// <summary>What every tag character begins with.</summary>
    internal static ReadOnlySpan<byte> Lead => [0xF3, 0xA0];

    /// <summary>The ASCII character that the tag at the beginning of a text repeats; 0 when there is none.</summary>
    internal static byte At(ReadOnlySpan<byte> text) => text switch
    {
        [0xF3, 0xA0, 0x80, >= 0xA0 and <= 0xBF, ..] => (byte)(text[3] - 0x80),
        [0xF3, 0xA0, 0x81, >= 0x80 and <= 0xBE, ..] => (byte)(text[3] - 0x40),
        _ => 0,
    };

    /// <summary>Bytes of the run at the beginning of a text.</summary>
    internal static int Length(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (At(text[length..]) != 0)
            length += Width;
        return length;
    }

    /// <summary>Writes what a run repeats.</summary>
    internal static void Decode(ReadOnlySpan<byte> run, Span<byte> output)
    {
        for (var i = 0; i < run.Length / Width; i++)
            output[i] = At(run[(i * Width)..]);
    }
}
