using System.Buffers;
using System.Globalization;

namespace Tandem.Ledger.Canonical;

/// <summary>Prints a double as ECMAScript's Number::toString does, which RFC 8785 section 3.2.2.3 asks for.</summary>
internal static class EcmaScriptNumber
{
    public static void Write(IBufferWriter<byte> output, double value)
    {
        if (!double.IsFinite(value))
            throw new JcsException("a number is too large for a double");
        if (value == 0)
        {
            output.Write("0"u8); // also for minus zero
            return;
        }

        // "R" gives the fewest digits that read back as the same double, the nearest if several do, as ECMAScript asks.
        Span<char> shortest = stackalloc char[32];
        if (!Math.Abs(value).TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture))
            throw new JcsException("a number does not print");
        Span<byte> digits = stackalloc byte[20];
        var (count, point) = Split(shortest[..length], digits);
        if (value < 0)
            output.Write("-"u8);
        WriteDigits(output, digits[..count], point);
    }

    // The significant digits, and the position of the decimal point among them (n of ECMA-262: value = 0.digits * 10^n).
    private static (int Count, int Point) Split(ReadOnlySpan<char> text, Span<byte> digits)
    {
        var exponent = 0;
        var mark = text.IndexOf('E');
        if (mark >= 0)
        {
            exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }
        var count = 0;
        var point = -1;
        var leadingZeros = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                point = i;
                continue;
            }
            if (count == 0 && text[i] == '0')
            {
                leadingZeros++;
                continue;
            }
            if (count < digits.Length)
                digits[count] = (byte)text[i];
            count++;
        }
        var integerDigits = point < 0 ? text.Length : point;
        var n = integerDigits - leadingZeros + exponent;

        // "R" prints up to 1E+15 without an exponent, so there may be zeros at the end but never more than the buffer holds.
        while (count > 1 && digits[count - 1] == '0')
            count--;
        return (count, n);
    }

    // ECMA-262 section 6.1.6.1.20, steps 6 to 10, with k = digits and n = point.
    private static void WriteDigits(IBufferWriter<byte> output, ReadOnlySpan<byte> digits, int point)
    {
        var k = digits.Length;
        if (point >= k && point <= 21)
        {
            output.Write(digits);
            WriteZeros(output, point - k);
        }
        else if (point is > 0 and <= 21)
        {
            output.Write(digits[..point]);
            output.Write("."u8);
            output.Write(digits[point..]);
        }
        else if (point is > -6 and <= 0)
        {
            output.Write("0."u8);
            WriteZeros(output, -point);
            output.Write(digits);
        }
        else
        {
            output.Write(digits[..1]);
            if (k > 1)
            {
                output.Write("."u8);
                output.Write(digits[1..]);
            }
            output.Write(point > 0 ? "e+"u8 : "e-"u8);
            Span<byte> exponent = stackalloc byte[4];
            Math.Abs(point - 1).TryFormat(exponent, out var written, default, CultureInfo.InvariantCulture);
            output.Write(exponent[..written]);
        }
    }

    private static void WriteZeros(IBufferWriter<byte> output, int count)
    {
        for (var i = 0; i < count; i++)
            output.Write("0"u8);
    }
}
