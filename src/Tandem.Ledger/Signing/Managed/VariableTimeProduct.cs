namespace Tandem.Ledger.Signing.Managed;

/// <summary>Multiplication of a public point by a public scalar; the time depends on both.</summary>
internal static class VariableTimeProduct
{
    private const int Window = 5;
    private const int Odds = 1 << (Window - 2);

    /// <summary>Returns <paramref name="summand"/> + scalar * point; the scalar is below L.</summary>
    public static EdwardsPoint Add(in EdwardsPoint summand, ReadOnlySpan<byte> scalar, in EdwardsPoint point)
    {
        Span<sbyte> digits = stackalloc sbyte[256];
        ToNonAdjacentForm(scalar, digits);

        // point, 3 point, 5 point, ...
        var odd = new CachedPoint[Odds];
        var twice = point.Doubled().ToCached();
        var next = point;
        for (var i = 0; i < Odds; i++)
        {
            odd[i] = next.ToCached();
            next = next.Plus(twice);
        }
        var result = EdwardsPoint.Identity;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            result = result.Doubled();
            if (digits[i] > 0)
                result = result.Plus(odd[digits[i] / 2]);
            else if (digits[i] < 0)
                result = result.Plus(odd[-digits[i] / 2].Negated());
        }
        return result.Plus(summand.ToCached());
    }

    // Odd digits below 2^(Window-1) in size, at least Window - 1 zeros between two of them.
    private static void ToNonAdjacentForm(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        Span<byte> bits = stackalloc byte[256 + Window];
        for (var i = 0; i < 256; i++)
            bits[i] = (byte)((scalar[i / 8] >> (i % 8)) & 1);
        var carry = 0;
        for (var i = 0; i < 256;)
        {
            if (((bits[i] + carry) & 1) == 0)
            {
                // the carry, if any, meets a one bit and travels on
                carry = (bits[i] + carry) >> 1;
                i++;
                continue;
            }
            var value = carry;
            for (var j = 0; j < Window; j++)
                value += bits[i + j] << j;
            carry = value >= 1 << (Window - 1) ? 1 : 0;
            digits[i] = (sbyte)(value - (carry << Window));
            i += Window;
        }
    }
}
