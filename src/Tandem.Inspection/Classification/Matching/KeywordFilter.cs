namespace Tandem.Inspection.Classification.Matching;

/// <summary>
/// Finds the places where a keyword may begin: a table of 4 KiB says for each three characters (letters without case, all digits as one, the rest
/// in a few groups) whether a keyword begins so. It stays in the nearest cache, where the complete automaton does not.
/// </summary>
internal sealed class KeywordFilter
{
    private const int Bits = 5;
    private const int Mask = (1 << (3 * Bits)) - 1;
    private static readonly byte[] Group = Groups();
    private readonly uint[] _begins = new uint[(Mask + 1) / 32];
    private readonly KeywordAutomaton _automaton;
    private readonly int _longest;

    internal KeywordFilter(IReadOnlyList<string> words)
    {
        _automaton = new KeywordAutomaton(words);
        _longest = _automaton.Lengths.DefaultIfEmpty(0).Max();
        foreach (var word in words)
        {
            var utf8 = System.Text.Encoding.UTF8.GetBytes(word);
            if (utf8.Length < 2)
                throw new ArgumentException($"the keyword `{word}` is too short; give at least 2 bytes", nameof(words));
            for (var third = 0; third < 1 << Bits; third++)
            {
                var code = (Group[utf8[0]] << (2 * Bits)) | (Group[utf8[1]] << Bits) | (utf8.Length > 2 ? Group[utf8[2]] : third);
                _begins[code / 32] |= 1u << (code % 32);
            }
        }
    }

    internal int[] Lengths => _automaton.Lengths;

    /// <summary>Finds the next place where a keyword may begin.</summary>
    /// <returns>An index at or after <paramref name="from"/>, or the length of the text when there is none.</returns>
    internal int Next(ReadOnlySpan<byte> text, int from)
    {
        if (from + 2 > text.Length)
            return text.Length;
        var begins = _begins;
        var code = (Group[text[from]] << Bits) | Group[text[from + 1]];
        for (var i = from + 2; i < text.Length; i++)
        {
            code = ((code << Bits) | Group[text[i]]) & Mask;
            if ((begins[code / 32] >> (code % 32) & 1) != 0)
                return i - 2;
        }

        // The last two bytes have no third one beside them.
        return text.Length - 2;
    }

    /// <summary>Walks the keywords that begin at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where they begin.</param>
    /// <param name="length">Bytes walked so far; 0 at first. Receives the length of the next keyword.</param>
    /// <param name="state">The automaton's state; 0 at first.</param>
    /// <returns>The keyword's number, or -1 when no longer one begins here.</returns>
    internal int Longer(ReadOnlySpan<byte> text, int from, ref int length, ref int state)
    {
        while (from + length < text.Length)
        {
            state = _automaton.Step(state, text[from + length]);
            length++;
            // The automaton left the words that begin here once its state is less deep than the way walked.
            if (_automaton.Depth(state) < length)
                return -1;
            if (state >= 0)
                continue;
            // The longest ending word is the whole way walked, if that is a word at all.
            var word = _automaton.Ending(state)[0];
            if (_automaton.Lengths[word] == length)
                return word;
        }

        return -1;
    }

    /// <summary>Number of last bytes that may be the beginning of a keyword.</summary>
    internal int OpenTail(ReadOnlySpan<byte> text)
    {
        var state = 0;
        foreach (var b in text[Math.Max(0, text.Length - _longest)..])
            state = _automaton.Step(state, b);
        return _automaton.Depth(state);
    }

    private static byte[] Groups()
    {
        var groups = new byte[256];
        for (var b = 0; b < 256; b++)
        {
            groups[b] = (byte)(char.IsAsciiLetter((char)b) ? (b | 0x20) - 'a' + 1 : char.IsAsciiDigit((char)b) ? 27 : b switch
            {
                '-' => 28,
                '_' or '.' => 29,
                >= 0x80 => 30,
                ' ' => 0,
                _ => 31,
            });
        }

        return groups;
    }
}
