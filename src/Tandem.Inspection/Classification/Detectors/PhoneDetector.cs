using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>
/// Telephone numbers: international form with a known country code (ITU-T E.164), the North American form, national forms with a leading zero, and
/// other groups of digits beside words that speak of telephones.
/// </summary>
internal sealed class PhoneDetector() : Detector("phone", 1, "pii.phone", "internal")
{
    private const int MaximumDigits = 15;
    private const int MaximumGroups = 7;

    // Country codes of one and two digits; a code of three digits begins with one of the pairs in CodesOfThree.
    private const string CodesOfTwo = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";
    private const string CodesOfThree = "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 85 88 96 97 99";
    private static readonly ByteSet Separators = new(" .()/-");

    internal override bool WantsDigits => true;

    internal override bool IsWeak => true;

    internal override string Rule => CodesOfTwo + CodesOfThree;

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("My number is +372 5123 4567.", "+372 5123 4567"),
        Finds("Call (415) 555-0132 now", "(415) 555-0132"),
        Finds("fax +46 (0)179 459 33", "+46 (0)179 459 33"),
        Finds("Reach me at 51 516 33 75", "51 516 33 75"),
        Finds("0312 123 45 67", "0312 123 45 67"),
        Ignores("1234567890"),
        Ignores("released 2024-11-05 10:30"),
        Ignores("from 192.168.10.255 to 10.0.0.1"),
        Ignores("917-123-4567 and 12.345.678"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var begin = start;
        if (frame.Before(begin - 1) == '(')
            begin--;
        var isInternational = frame.Before(begin - 1) == '+';
        if (isInternational)
            begin--;
        if (!IsFree(frame, begin))
            return;
        Span<byte> digits = stackalloc byte[MaximumDigits];
        Span<byte> groups = stackalloc byte[MaximumGroups];
        Span<int> ends = stackalloc int[MaximumGroups];
        var count = 0;
        var groupCount = 0;
        var at = start;
        var kinds = 0;
        while (true)
        {
            var groupStart = count;
            var groupEnd = at;
            while (count < MaximumDigits && frame.Peek(groupEnd, begin) is >= '0' and <= '9' and var digit)
            {
                digits[count++] = (byte)(digit - '0');
                groupEnd++;
            }

            // A group that is too long ends the number before it.
            if (frame.Peek(groupEnd, begin) is >= '0' and <= '9')
            {
                count = groupStart;
                break;
            }

            at = groupEnd;
            ends[groupCount] = at;
            groups[groupCount++] = (byte)(count - groupStart);
            var next = frame.SkipWhile(Separators, at, at + 3, begin);
            if (next == at || next - at > 2 || groupCount == MaximumGroups || frame.Peek(next, begin) is not (>= '0' and <= '9'))
                break;
            foreach (var separator in frame.Text[at..next])
                kinds |= 1 << Math.Max(0, " .()/-".IndexOf((char)separator));
            at = next;
        }

        frame.TryTake(count * 2);
        if (count < 7 || HasLoneDigits(groups[..groupCount]))
            return;
        var preceding = ContextWords.Preceding(ref frame, begin);
        // Another number may follow after a space: the longest row of groups that makes a telephone number counts.
        for (; groupCount > 0 && count >= 7; count -= groups[--groupCount])
        {
            if (Judge(ref frame, begin, ends[groupCount - 1], digits[..count], groups[..groupCount], kinds, isInternational, preceding))
                return;
        }
    }

    private bool Judge(ref ScanFrame frame, int begin, int end, scoped ReadOnlySpan<byte> digits, scoped ReadOnlySpan<byte> groups, int kinds, bool isInternational, Context preceding)
    {
        var stop = Extension(frame, end, begin);
        if (!EndsHere(frame, stop, begin))
            return false;
        var score = Score(digits, groups, isInternational, kinds, frame.Text[begin] == '(');
        var context = preceding | ContextWords.Following(ref frame, begin, stop);
        if ((context & Context.Phone) != Context.None && digits.Length <= 13 && !IsDateOrAddress(digits, groups, kinds))
            score = Math.Max(score + 0.15, 0.6);
        else if (frame.Before(begin - 1) == ' ' && frame.Before(begin - 2) is >= '0' and <= '9')
            score -= 0.2;
        else if ((context & (Context.Trap | Context.Card)) != Context.None && !isInternational)
            score -= 0.3;
        if (score < 0.5)
            return false;
        frame.Report(this, begin, stop, Math.Min(Math.Round(score, 2), 0.95));
        return true;
    }

    // Numbers are not written digit by digit; lists and tables are.
    private static bool HasLoneDigits(ReadOnlySpan<byte> groups)
    {
        for (var i = 1; i < groups.Length; i++)
        {
            if (groups[i] == 1 && groups[i - 1] == 1)
                return true;
        }

        return false;
    }

    /// <summary>Opens signs at the end of a view that a number may follow.</summary>
    internal static void OpenPrefix(in ScanFrame frame)
    {
        var start = frame.Text.Length;
        if (frame.Before(start - 1) == '(')
            start--;
        if (frame.Before(start - 1) == '+')
            start--;
        if (start < frame.Text.Length)
            frame.Open(start);
    }

    private static bool IsFree(in ScanFrame frame, int begin)
    {
        var before = frame.Before(begin - 1);
        if (!frame.IsWordStart(begin))
            return false;
        return before switch
        {
            '_' or '#' or '$' or '%' or '=' or '@' or '&' => before == '=',
            '.' or ',' or '-' or '/' or ')' or ':' or '+' => frame.Before(begin - 2) is not (>= '0' and <= '9') && before != '/',
            _ => true,
        };
    }

    private static bool EndsHere(in ScanFrame frame, int end, int begin) => frame.Peek(end, begin) switch
    {
        '.' or ',' or '-' or '/' or ':' => frame.Peek(end + 1, begin) is not (>= '0' and <= '9'),
        '_' or '%' or '=' or '@' => false,
        var c => !ByteSet.Alphanumeric.Contains(c),
    };

    // "x123" and " ext. 123" belong to the number.
    private static int Extension(in ScanFrame frame, int end, int begin)
    {
        var at = end;
        if (frame.Peek(at, begin) == ' ')
            at++;
        if (frame.Peek(at, begin) is not ('x' or 'e'))
            return end;
        if (frame.Peek(at, begin) == 'e')
        {
            if (frame.Peek(at + 1, begin) != 'x' || frame.Peek(at + 2, begin) != 't')
                return end;
            at += 2;
        }

        at++;
        while (frame.Peek(at, begin) is '.' or ' ' && at < end + 8)
            at++;
        var stop = frame.SkipWhile(ByteSet.Digits, at, at + 6, begin);
        return stop > at ? stop : end;
    }

    private static double Score(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> groups, bool isInternational, int kinds, bool hasBracket)
    {
        if (isInternational)
            return digits.Length >= 8 && HasCountryCode(digits) ? 0.85 : 0;
        var national = digits;
        if (digits.Length == 11 && digits[0] == 1 && groups[0] == 1)
        {
            national = digits[1..];
            groups = groups[1..];
        }

        if (national.Length == 10 && groups is [3, 3, 4] && national[0] >= 2 && national[3] >= 2 && (kinds != 1 || hasBracket || groups.Length == 3))
            return 0.7;
        if (digits[0] == 0 && digits[1] != 0 && digits.Length is 10 or 11 && groups.Length is >= 2 and <= 5 && groups[0] >= 2 && !IsDateOrAddress(digits, groups, kinds))
            return 0.6;
        // Mobile numbers of countries that write eleven digits with a leading zero.
        if (digits.Length == 11 && groups.Length == 1 && digits[0] == 0 && digits[1] is 5 or 7 or 9)
            return 0.55;
        return groups.Length >= 3 && groups[0] == 1 && digits[0] == 0 && digits.Length is 10 or 11 ? 0.6 : 0.1;
    }

    /// <summary>Dates, times, ranges of years, IP addresses and amounts are groups of digits too.</summary>
    private static bool IsDateOrAddress(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> groups, int kinds)
    {
        const int Dot = 2;
        const int Slash = 16;
        if ((kinds & Slash) != 0 && groups.Length == 3)
            return true;
        var beginsWithYear = groups.Length >= 3 && groups[..3] is [4, 2, 2] && digits[..2] is [1, 9] or [2, 0] && (digits[4] * 10) + digits[5] is >= 1 and <= 12;
        if (groups is [2, 2, 4] || beginsWithYear)
            return true;
        return kinds == Dot && groups.Length == 4 && groups[0] <= 3 && groups[1] <= 3 && groups[2] <= 3 && groups[3] <= 3;
    }

    private static bool HasCountryCode(ReadOnlySpan<byte> digits)
    {
        if (digits[0] is 1 or 7)
            return true;
        var two = (Span<char>)[(char)('0' + digits[0]), (char)('0' + digits[1])];
        return CodesOfTwo.AsSpan().Contains(two, StringComparison.Ordinal) || CodesOfThree.AsSpan().Contains(two, StringComparison.Ordinal);
    }
}
