namespace Tandem.Inspection.Classification.Matching;

/// <summary>Shannon entropy in whole thousandths of a bit, from a table of integers, so that scores are the same on every machine.</summary>
internal static class Entropy
{
    private const int TableSize = 512;
    private static readonly int[] ThousandthsOfLog2 = [.. Enumerable.Range(0, TableSize + 1).Select(n => n == 0 ? 0 : (int)Math.Round(1000 * Math.Log2(n)))];

    /// <summary>Entropy per character of the first 512 bytes of a text.</summary>
    internal static int PerCharacter(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return 0;
        var sample = text[..Math.Min(text.Length, TableSize)];
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var b in sample)
            counts[b]++;
        var sum = 0L;
        foreach (var count in counts)
            sum += (long)count * ThousandthsOfLog2[count];
        return (int)(ThousandthsOfLog2[sample.Length] - (sum / sample.Length));
    }
}
