namespace Tandem.Ledger.Signing.Managed;

/// <summary>Multiples of the base point: entry (i, j) is (j + 1) * 16^i * B. Built once, about 60 KiB.</summary>
internal static class BasePointTable
{
    private const int Digits = 64;
    private const int Multiples = 8;
    private static readonly AffinePoint[] Table = Build();

    /// <summary>Returns scalar * B in time that does not depend on the scalar.</summary>
    /// <param name="scalar">32 bytes little-endian, below 2^255.</param>
    /// <remarks>Signed radix 16: one addition a digit, every entry of the row is read whatever the digit is.</remarks>
    public static EdwardsPoint Multiply(ReadOnlySpan<byte> scalar)
    {
        Span<sbyte> digits = stackalloc sbyte[Digits];
        ToSignedRadix16(scalar, digits);
        var result = EdwardsPoint.Identity;
        for (var i = 0; i < Digits; i++)
            result = result.Plus(Lookup(i, digits[i]));
        digits.Clear();
        return result;
    }

    private static AffinePoint Lookup(int row, sbyte digit)
    {
        var sign = (ulong)(digit >> 7);              // all ones if negative
        var magnitude = (digit ^ (digit >> 7)) - (digit >> 7);
        var point = AffinePoint.Identity;
        for (var j = 0; j < Multiples; j++)
        {
            var difference = (uint)(magnitude ^ (j + 1));
            var equal = (ulong)((long)(difference - 1UL) >> 63); // all ones if the difference is zero
            point = AffinePoint.Select(point, Table[(row * Multiples) + j], equal);
        }
        return point.NegatedWhere(sign);
    }

    // Digits from -8 to 7; the last takes the carry and stays at most 8 because the scalar is below 2^255.
    private static void ToSignedRadix16(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        for (var i = 0; i < 32; i++)
        {
            digits[2 * i] = (sbyte)(scalar[i] & 15);
            digits[(2 * i) + 1] = (sbyte)(scalar[i] >> 4);
        }
        var carry = 0;
        for (var i = 0; i < Digits - 1; i++)
        {
            var digit = digits[i] + carry;
            carry = (digit + 8) >> 4;
            digits[i] = (sbyte)(digit - (carry << 4));
        }
        digits[Digits - 1] = (sbyte)(digits[Digits - 1] + carry);
    }

    private static AffinePoint[] Build()
    {
        var points = new EdwardsPoint[Digits * Multiples];
        var row = EdwardsPoint.Base;
        for (var i = 0; i < Digits; i++)
        {
            var step = row.ToCached();
            points[i * Multiples] = row;
            for (var j = 1; j < Multiples; j++)
                points[(i * Multiples) + j] = points[(i * Multiples) + j - 1].Plus(step);
            row = points[(i * Multiples) + Multiples - 1].Doubled(); // 16 * row
        }
        return Normalise(points);
    }

    // Montgomery's trick: one inversion for all Z.
    private static AffinePoint[] Normalise(EdwardsPoint[] points)
    {
        var running = new FieldElement[points.Length];
        var product = FieldElement.One;
        for (var i = 0; i < points.Length; i++)
        {
            running[i] = product;
            product *= points[i].Z;
        }
        var inverse = product.Inverted();
        var result = new AffinePoint[points.Length];
        for (var i = points.Length - 1; i >= 0; i--)
        {
            result[i] = points[i].ToAffine(inverse * running[i]);
            inverse *= points[i].Z;
        }
        return result;
    }
}
