using System.Text;

namespace Tandem.Inspection.Classification.Unfolding;

/// <summary>Character references of HTML: <c>&amp;#52;</c>, <c>&amp;#x34;</c>, <c>&amp;commat;</c>; numbers also without the semicolon, as browsers read them.</summary>
internal static class CharacterReference
{
    internal const int Incomplete = -1;

    // With what encloses them at most twelve bytes, the longest form of one character that a stream keeps in sight.
    private const int MaximumDigits = 8;
    private const int MaximumName = 8;

    // What HTML calls the characters that numbers, addresses and keys are made of.
    private static readonly Dictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> Names = new Dictionary<string, char>(StringComparer.Ordinal)
    {
        ["amp"] = '&',
        ["lt"] = '<',
        ["gt"] = '>',
        ["quot"] = '"',
        ["apos"] = '\'',
        ["nbsp"] = ' ',
        ["Tab"] = '\t',
        ["NewLine"] = '\n',
        ["commat"] = '@',
        ["period"] = '.',
        ["colon"] = ':',
        ["semi"] = ';',
        ["comma"] = ',',
        ["sol"] = '/',
        ["bsol"] = '\\',
        ["lowbar"] = '_',
        ["hyphen"] = '-',
        ["dash"] = '-',
        ["equals"] = '=',
        ["plus"] = '+',
        ["num"] = '#',
        ["percnt"] = '%',
        ["dollar"] = '$',
        ["ast"] = '*',
        ["excl"] = '!',
        ["quest"] = '?',
        ["lpar"] = '(',
        ["rpar"] = ')',
        ["shy"] = '\u00AD',
        ["ensp"] = ' ',
        ["emsp"] = ' ',
        ["thinsp"] = ' ',
        ["zwnj"] = '\u200C',
        ["zwj"] = '\u200D',
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads the reference at the beginning of a text.</summary>
    /// <returns>Its length; 0 when it is none; <see cref="Incomplete"/> when more text decides.</returns>
    internal static int Read(ReadOnlySpan<byte> text, bool isFinal, out Rune rune)
    {
        rune = default;
        if (text.Length == 1)
            return isFinal ? 0 : Incomplete;
        if (text[1] != '#')
            return ReadName(text, isFinal, out rune);
        var at = 2;
        if (at == text.Length)
            return isFinal ? 0 : Incomplete;
        var isHex = (text[at] | 0x20) == 'x';
        if (isHex)
            at++;
        var first = at;
        var value = 0;
        while (at < text.Length && at - first < MaximumDigits && (isHex ? char.IsAsciiHexDigit((char)text[at]) : char.IsAsciiDigit((char)text[at])))
        {
            value = isHex ? (value << 4) | (text[at] <= '9' ? text[at] - '0' : (text[at] | 0x20) - 'a' + 10) : (value * 10) + text[at] - '0';
            at++;
        }

        if (at == text.Length && !isFinal)
            return Incomplete;
        if (at == first || value == 0 || !Rune.TryCreate(value, out rune))
            return 0;
        return at < text.Length && text[at] == ';' ? at + 1 : at;
    }

    private static int ReadName(ReadOnlySpan<byte> text, bool isFinal, out Rune rune)
    {
        rune = default;
        Span<char> name = stackalloc char[MaximumName];
        var length = 0;
        while (length + 1 < text.Length && length < MaximumName && char.IsAsciiLetter((char)text[length + 1]))
            name[length] = (char)text[++length];
        if (length + 1 == text.Length)
            return isFinal ? 0 : Incomplete;
        if (text[length + 1] != ';' || !Names.TryGetValue(name[..length], out var character))
            return 0;
        rune = new Rune(character);
        return length + 2;
    }
}
