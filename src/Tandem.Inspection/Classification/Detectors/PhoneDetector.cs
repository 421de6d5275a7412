using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>
/// Telephone numbers: international form with a known country code (ITU-T E.164), the North American form, national forms with a leading zero, and
/// other groups of digits beside words that speak of telephones.
/// </summary>
/// <remarks>
/// Numbers may follow one another with nothing but blanks between. Such a row is parted where a number by structure begins; a number beside another
/// one is as likely as one alone, while groups of digits behind other digits are more often a table. Who stands where in a row is decided from at most
/// two numbers before and one after, so its cost is linear and a stream decides as the whole text does.
/// </remarks>
internal sealed class PhoneDetector() : Detector("phone", 2, "pii.phone", "internal")
{
    private const int MinimumDigits = 7;
    private const int MaximumDigitsBesideWords = 13;

    internal override bool WantsDigits => true;

    internal override bool IsWeak => true;

    internal override string Rule => PhoneGroups.Rule;

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("My number is +372 5123 4567.", "+372 5123 4567"),
        Finds("Call (415) 555-0132 now", "(415) 555-0132"),
        Finds("fax +46 (0)179 459 33", "+46 (0)179 459 33"),
        Finds("Reach me at 51 516 33 75", "51 516 33 75"),
        Finds("0312 123 45 67", "0312 123 45 67"),
        Finds("030 1234567 030 7654321", "030 7654321"),
        Finds("+49 30 1234567 030 7654321", "030 7654321"),
        Finds("01 23 45 67 89 01 98 76 54 32 02 03 04 05 06", "01 98 76 54 32"),
        Finds("(415) 555-2671 (212) 555-0188", "(212) 555-0188"),
        Ignores("1234567890"),
        Ignores("12 030 1234567"),
        Ignores("released 2024-11-05 10:30"),
        Ignores("from 192.168.10.255 to 10.0.0.1"),
        Ignores("917-123-4567 and 12.345.678"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        var (begin, isInternational) = Begin(frame, start);
        if (!IsFree(frame, begin))
            return;
        var groups = default(PhoneGroups);
        groups.Read(ref frame, start, int.MaxValue, begin);
        if (groups.Digits < MinimumDigits || groups.HasLoneDigits())
            return;
        // Of the rows of groups that make a telephone number, the longest with another number right behind it or nothing more counts, else the longest.
        var (chosen, stop, score) = (0, 0, 0.0);
        var preceding = ContextWords.PrecedingDigits(ref frame, begin);
        var digits = groups.Digits;
        for (var count = groups.Count; count > 0 && digits >= MinimumDigits; digits -= groups.DigitsIn(--count))
        {
            var candidate = Judge(ref frame, begin, groups, count, digits, isInternational, preceding);
            if (candidate.Score < 0.5 || (chosen > 0 && !candidate.IsBeforeNumber))
                continue;
            (chosen, stop, score) = (count, candidate.Stop, candidate.Score);
            if (candidate.IsBeforeNumber || groups.Next(count - 1) < 0)
                break;
        }

        if (chosen == 0)
            return;
        if (isInternational && chosen == groups.Count && stop == groups.End(chosen - 1) && groups.Next(chosen - 1) >= 0)
            stop = Remainder(ref frame, begin, groups.Next(chosen - 1), stop);
        frame.Report(this, begin, stop, Math.Min(Math.Round(score, 2), 0.95));
    }

    /// <summary>Judges the first groups of a row.</summary>
    /// <returns>The likelihood, where the number ends, and whether another number by structure is right behind it.</returns>
    private static (double Score, int Stop, bool IsBeforeNumber) Judge(ref ScanFrame frame, int begin, in PhoneGroups groups, int count, int digits, bool isInternational, Context preceding)
    {
        var end = groups.End(count - 1);
        var stop = Extension(frame, end, begin);
        var score = groups.Score(count, digits, isInternational);
        // No word makes so many digits a telephone number.
        if (!EndsHere(frame, stop, begin) || (score < 0.5 && digits > MaximumDigitsBesideWords))
            return default;
        var context = preceding | ContextWords.FollowingDigits(ref frame, begin, stop);
        var isBesideWords = (context & Context.Phone) != Context.None && digits <= MaximumDigitsBesideWords && !groups.IsDateOrAddress(count, digits);
        if (score < 0.5 && !isBesideWords)
            return default;
        var isBeforeNumber = stop == end && groups.Next(count - 1) >= 0 && frame.Text[end] == ' ' && StartsNumber(ref frame, groups.Next(count - 1), begin);
        if (isBesideWords)
            score = Math.Max(score + 0.15, 0.6);
        else if (IsBehindDigits(frame, begin) && (isInternational || (!isBeforeNumber && !FollowsNumber(ref frame, begin))))
            score -= 0.2;
        else if ((context & (Context.Trap | Context.Card)) != Context.None && !isInternational)
            score -= 0.3;
        return (score, stop, isBeforeNumber);
    }

    private static bool IsBehindDigits(in ScanFrame frame, int begin) => frame.Before(begin - 1) == ' ' && frame.Before(begin - 2) is >= '0' and <= '9';

    /// <summary>True when a national number by structure begins at a group.</summary>
    private static bool StartsNumber(ref ScanFrame frame, int start, int candidate)
    {
        if (!PhoneGroups.MayBeNational(frame, start, candidate))
            return false;
        var groups = default(PhoneGroups);
        groups.Read(ref frame, start, int.MaxValue, candidate);
        if (groups.HasLoneDigits())
            return false;
        var digits = groups.Digits;
        for (var count = groups.Count; count > 0 && digits >= MinimumDigits; digits -= groups.DigitsIn(--count))
        {
            if (groups.Score(count, digits, false) >= 0.5 && EndsHere(frame, groups.End(count - 1), candidate))
                return true;
        }

        return false;
    }

    /// <summary>True when a number by structure ends before the blank before <paramref name="begin"/>, or an international one with more digits behind it.</summary>
    private static bool FollowsNumber(ref ScanFrame frame, int begin)
    {
        var end = begin - 1;
        var start = end;
        var digits = 0;
        // What Remainder takes belongs to the number before it.
        for (var count = 1; count <= 2 * PhoneGroups.MaximumGroups; count++)
        {
            var groupEnd = start;
            while (digits <= 2 * PhoneGroups.MaximumDigits && frame.Before(start - 1) is >= '0' and <= '9')
                (start, digits) = (start - 1, digits + 1);
            if (groupEnd == start || digits > 2 * PhoneGroups.MaximumDigits)
                return false;
            if (IsNumber(ref frame, start, end, digits, count))
                return true;
            frame.TryTake(groupEnd - start);
            groupEnd = start;
            while (groupEnd - start <= PhoneGroups.MaximumSeparators && PhoneGroups.Separators.Contains(frame.Before(start - 1)))
                start--;
            if (groupEnd == start || groupEnd - start > PhoneGroups.MaximumSeparators)
                return false;
        }

        return false;
    }

    private static bool IsNumber(ref ScanFrame frame, int start, int end, int digits, int count)
    {
        var (begin, isInternational) = Begin(frame, start);
        if (digits < MinimumDigits || (!isInternational && (digits > PhoneGroups.MaximumDigits || count > PhoneGroups.MaximumGroups)) || !IsFree(frame, begin))
            return false;
        var groups = default(PhoneGroups);
        groups.Read(ref frame, start, end, begin);
        return groups.Count > 0 && groups.Score(groups.Count, groups.Digits, isInternational) >= 0.5;
    }

    /// <summary>Digits behind an international number that is as long as one can be: a second number without a country may have begun inside it.</summary>
    /// <returns>Where what belongs to it ends, at most one more number on.</returns>
    private static int Remainder(ref ScanFrame frame, int begin, int start, int end)
    {
        if (frame.Text[end] != ' ')
            return end;
        var groups = default(PhoneGroups);
        groups.Read(ref frame, start, int.MaxValue, begin);
        var stop = end;
        for (var i = 0; i < groups.Count && !StartsNumber(ref frame, i == 0 ? start : groups.Next(i - 1), begin); i++)
            stop = EndsHere(frame, groups.End(i), begin) ? groups.End(i) : stop;
        return stop;
    }

    /// <summary>Where a number begins whose first digit is at <paramref name="start"/>, and whether by a plus sign.</summary>
    private static (int Begin, bool IsInternational) Begin(in ScanFrame frame, int start)
    {
        var begin = frame.Before(start - 1) == '(' ? start - 1 : start;
        return frame.Before(begin - 1) == '+' ? (begin - 1, true) : (begin, false);
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
}
