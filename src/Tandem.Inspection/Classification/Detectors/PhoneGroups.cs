using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>As many groups of digits with a separator or two between as one telephone number can have, and what their structure says of them.</summary>
/// <remarks>Structure is judged by the groups alone, so a row of numbers is parted at the same places wherever the reading of it begins.</remarks>
[StructLayout(LayoutKind.Auto)]
internal struct PhoneGroups
{
    internal const int MaximumDigits = 15;
    internal const int MaximumGroups = 7;
    internal const int MaximumSeparators = 2;

    private const string SeparatorBytes = " .()/-";

    // Country codes of one and two digits; a code of three digits begins with one of the pairs in CodesOfThree.
    private const string CodesOfTwo = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";
    private const string CodesOfThree = "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 85 88 96 97 99";

    private DigitBytes _digits;
    private GroupBytes _groups;
    private GroupBytes _kinds;
    private GroupPlaces _ends;
    private GroupPlaces _next;

    internal static ByteSet Separators { get; } = new(SeparatorBytes);

    internal static string Rule => CodesOfTwo + CodesOfThree;

    /// <summary>How many groups were read.</summary>
    internal int Count { get; private set; }

    /// <summary>How many digits they have.</summary>
    internal int Digits { get; private set; }

    internal readonly int DigitsIn(int group) => _groups[group];

    internal readonly int End(int group) => _ends[group];

    /// <summary>Where the group after this one begins, or -1 when no digit follows within the separators of a number.</summary>
    internal readonly int Next(int group) => _next[group];

    /// <summary>False when the first group alone says that no national number by structure begins here: those begin with 0, with 1 alone or with three digits.</summary>
    internal static bool MayBeNational(in ScanFrame frame, int start, int candidate) =>
        frame.Peek(start, candidate) == '0' || !ByteSet.Digits.Contains(frame.Peek(start + 1, candidate)) || !ByteSet.Digits.Contains(frame.Peek(start + 3, candidate));

    /// <summary>Reads the groups from <paramref name="start"/> on, nothing from <paramref name="limit"/> on.</summary>
    internal void Read(ref ScanFrame frame, int start, int limit, int candidate)
    {
        var at = start;
        byte kinds = 0;
        while (Count < MaximumGroups)
        {
            var groupEnd = at;
            var digits = Digits;
            while (digits < MaximumDigits && Digit(frame, groupEnd, limit, candidate) is >= 0 and var digit)
            {
                _digits[digits++] = (byte)digit;
                groupEnd++;
            }

            // A group that is too long ends the number before it.
            if (Digit(frame, groupEnd, limit, candidate) >= 0)
                break;
            (_kinds[Count], _groups[Count], _ends[Count]) = (kinds, (byte)(digits - Digits), groupEnd);
            Digits = digits;
            var next = frame.SkipWhile(Separators, groupEnd, Math.Min(groupEnd + MaximumSeparators + 1, limit), candidate);
            var goesOn = next > groupEnd && next - groupEnd <= MaximumSeparators && Digit(frame, next, limit, candidate) >= 0;
            _next[Count++] = goesOn ? next : -1;
            if (!goesOn)
                break;
            foreach (var separator in frame.Text[groupEnd..next])
                kinds |= (byte)(1 << SeparatorBytes.IndexOf((char)separator));
            at = next;
        }

        frame.TryTake(Digits + Count);
    }

    /// <summary>Numbers are not written digit by digit; lists and tables are.</summary>
    internal readonly bool HasLoneDigits()
    {
        for (var i = 1; i < Count; i++)
        {
            if (_groups[i] == 1 && _groups[i - 1] == 1)
                return true;
        }

        return false;
    }

    /// <summary>The likelihood that the first groups are a telephone number, by their structure alone.</summary>
    internal readonly double Score(int count, int digitCount, bool isInternational)
    {
        var digits = ((ReadOnlySpan<byte>)_digits)[..digitCount];
        var groups = ((ReadOnlySpan<byte>)_groups)[..count];
        if (isInternational)
            return digitCount >= 8 && HasCountryCode() ? 0.85 : 0;
        var isLong = digitCount == 11 && digits[0] == 1 && groups[0] == 1;
        var national = isLong ? digits[1..] : digits;
        if (national.Length == 10 && (isLong ? groups[1..] : groups) is [3, 3, 4] && national[0] >= 2 && national[3] >= 2)
            return 0.7;
        if (digits[0] != 0 || digitCount is not (10 or 11))
            return 0.1;
        if (digits[1] != 0 && count is >= 2 and <= 5 && groups[0] >= 2 && !IsDateOrAddress(count, digitCount))
            return 0.6;
        // Mobile numbers of countries that write eleven digits with a leading zero.
        if (digitCount == 11 && count == 1 && digits[1] is 5 or 7 or 9)
            return 0.55;
        return count >= 3 && groups[0] == 1 ? 0.6 : 0.1;
    }

    /// <summary>Dates, times, ranges of years, IP addresses and amounts are groups of digits too.</summary>
    internal readonly bool IsDateOrAddress(int count, int digitCount)
    {
        const int Dot = 2;
        const int Slash = 16;
        var digits = ((ReadOnlySpan<byte>)_digits)[..digitCount];
        var groups = ((ReadOnlySpan<byte>)_groups)[..count];
        var kinds = _kinds[count - 1];
        if ((kinds & Slash) != 0 && count == 3)
            return true;
        var beginsWithYear = count >= 3 && groups[..3] is [4, 2, 2] && digits[..2] is [1, 9] or [2, 0] && (digits[4] * 10) + digits[5] is >= 1 and <= 12;
        if (groups is [2, 2, 4] || beginsWithYear)
            return true;
        return kinds == Dot && count == 4 && groups[0] <= 3 && groups[1] <= 3 && groups[2] <= 3 && groups[3] <= 3;
    }

    private readonly bool HasCountryCode()
    {
        if (_digits[0] is 1 or 7)
            return true;
        var two = (Span<char>)[(char)('0' + _digits[0]), (char)('0' + _digits[1])];
        return CodesOfTwo.AsSpan().Contains(two, StringComparison.Ordinal) || CodesOfThree.AsSpan().Contains(two, StringComparison.Ordinal);
    }

    private static int Digit(in ScanFrame frame, int index, int limit, int candidate) =>
        index < limit && frame.Peek(index, candidate) is >= '0' and <= '9' and var c ? c - '0' : -1;

    [InlineArray(MaximumDigits)]
    private struct DigitBytes
    {
        private byte _first;
    }

    [InlineArray(MaximumGroups)]
    private struct GroupBytes
    {
        private byte _first;
    }

    [InlineArray(MaximumGroups)]
    private struct GroupPlaces
    {
        private int _first;
    }
}
