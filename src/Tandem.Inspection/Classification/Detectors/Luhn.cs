namespace Tandem.Inspection.Classification.Detectors;

/// <summary>The check digit of ISO/IEC 7812-1 annex B.</summary>
internal static class Luhn
{
    /// <summary>Checks a number.</summary>
    /// <param name="digits">Values 0 to 9, check digit last.</param>
    internal static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (int)digits[^(i + 1)];
            if (i % 2 == 1)
                digit = digit > 4 ? (2 * digit) - 9 : 2 * digit;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
