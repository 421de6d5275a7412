using Tandem.Inspection.Classification.Matching;
using static Tandem.Inspection.Classification.DetectorExample;

namespace Tandem.Inspection.Classification.Detectors;

/// <summary>Payment card numbers: 12 to 19 digits, a known issuer range with its length, and the Luhn digit (ISO/IEC 7812-1).</summary>
internal sealed class PaymentCardDetector() : Detector("payment-card", 2, "fin.credit_card", "confidential")
{
    private const int MinimumDigits = 12;
    private const int MaximumDigits = 19;

    internal override bool WantsDigits => true;

    internal override IReadOnlyList<DetectorExample> Examples { get; } =
    [
        Finds("Pay with 4111 1111 1111 1111, please.", "4111 1111 1111 1111"),
        Finds("my card 5555-5555-5555-4444 12/27", "5555-5555-5555-4444"),
        Finds("378282246310005", "378282246310005"),
        Finds("card no 6759649826438453", "6759649826438453"),
        Finds("4111.1111.1111.1111 or 4111/1111/1111/1111", "4111.1111.1111.1111"),
        Finds("take 4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1 for it", "4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1"),
        Finds("value 4111111111.111111", "4111111111.111111"),
        Finds("card 411.11111111.11111", "411.11111111.11111"),
        Ignores("Pay with 4111 1111 1111 1112, please."),
        Ignores("at 41.11111111111111 degrees"),
        Ignores("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 0 0 0 0 0 0"),
        Ignores("2024.11.21.12.30.4111.1111"),
        Ignores("order number 4111111111111111"),
        Ignores("0.4111111111111111 and 41111111111111110000"),
        Ignores("build a4111111111111111"),
    ];

    internal override void Confirm(ref ScanFrame frame, int start, int end)
    {
        if (!frame.IsWordStart(start) || frame.Before(start - 1) is '_' || IsPartOfNumber(frame, start) || IsLaterInRow(frame, start, end))
            return;
        Span<byte> digits = stackalloc byte[MaximumDigits];
        var groups = new DigitGroups();
        var count = 0;
        var best = 0;
        var bestScore = 0.0;
        for (var at = start; ; at++)
        {
            var c = frame.Peek(at, start);
            if (c is >= '0' and <= '9')
            {
                if (count == MaximumDigits)
                {
                    count++;
                    break;
                }

                digits[count++] = (byte)(c - '0');
                continue;
            }

            groups.Close(count);
            var goesOn = DigitGroups.IsSeparator(c) && frame.Peek(at + 1, start) is >= '0' and <= '9';
            if (count >= MinimumDigits && !ByteSet.Alphanumeric.Contains(c) && c != '_')
            {
                var score = Score(digits[..count], groups.FormWhen(goesOn, c));
                if (score >= bestScore && score > 0)
                    (best, bestScore) = (at, score);
            }

            if (!goesOn)
                break;
            groups.Separate(c);
        }

        frame.TryTake(count * 2);
        if (best == 0)
            return;
        var context = ContextWords.Around(ref frame, start, best);
        if ((context & Context.Card) != Context.None)
            bestScore += 0.25;
        if ((context & Context.Trap) != Context.None)
            bestScore -= 0.3;
        if (bestScore >= 0.5)
            frame.Report(this, start, best, Math.Min(Math.Round(bestScore, 2), 0.99));
    }

    // Digits one by one are judged from the first of their row; a table of digits would cost a look at every place otherwise.
    private static bool IsLaterInRow(in ScanFrame frame, int start, int end) =>
        end - start == 1 && frame.Before(start - 1) == ' ' && frame.Before(start - 2) is >= '0' and <= '9' && frame.Before(start - 3) is not (>= '0' and <= '9');

    private static bool IsPartOfNumber(in ScanFrame frame, int start) =>
        frame.Before(start - 1) is '.' or ',' or '-' or '/' or ':' && frame.Before(start - 2) is >= '0' and <= '9';

    /// <summary>Zero when the number is no card number; else the likelihood by issuer and form alone.</summary>
    private static double Score(ReadOnlySpan<byte> digits, DigitForm form)
    {
        if (form == DigitForm.Broken || !Luhn.IsValid(digits))
            return 0;
        var two = (digits[0] * 10) + digits[1];
        var four = (two * 100) + (digits[2] * 10) + digits[3];
        var length = digits.Length;
        var strong = two switch
        {
            >= 40 and <= 49 => length is 16,
            >= 51 and <= 55 => length is 16,
            22 or 23 or 24 or 25 or 26 or 27 when four is >= 2200 and <= 2204 or >= 2221 and <= 2720 => length is 16,
            34 or 37 => length is 15,
            30 or 36 or 38 or 39 => length is 14,
            35 when four is >= 3528 and <= 3589 => length is 16,
            60 or 64 or 65 or 62 => length is 16,
            _ => false,
        };
        if (strong)
        {
            return form switch
            {
                DigitForm.Grouped => 0.8,
                DigitForm.Whole or DigitForm.CardGroups => 0.7,
                DigitForm.OneByOne => 0.6,
                DigitForm.LongDecimal => 0.55,
                _ => 0.35,
            };
        }

        var weak = two switch
        {
            >= 40 and <= 49 => length is 13 or 19,
            10 or 11 or 12 or 13 or 14 or 15 or 16 or 17 or 19 => length is 15,
            18 or 21 => length is 15,
            >= 50 and <= 69 => length is >= 12 and <= 19,
            30 or 36 or 38 or 39 => length is 16 or 19,
            35 => length is >= 16,
            _ => false,
        };
        return weak && (form is DigitForm.Whole or DigitForm.Grouped or DigitForm.CardGroups) ? 0.35 : 0;
    }
}
