using System.Runtime.InteropServices;

namespace Tandem.Ledger.Signing.Managed;

/// <summary>A point of edwards25519 in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z.</summary>
/// <remarks>Hisil, Wong, Carter, Dawson 2008, as in RFC 8032 section 5.1.4. The addition law is complete: no special cases.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct EdwardsPoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t)
{
    private readonly FieldElement _x = x;
    private readonly FieldElement _y = y;
    private readonly FieldElement _z = z;
    private readonly FieldElement _t = t;

    public static EdwardsPoint Identity => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    /// <summary>The base point B: y = 4/5, x even (RFC 8032 section 5.1).</summary>
    public static EdwardsPoint Base { get; } = Decode(Convert.FromHexString("5866666666666666666666666666666666666666666666666666666666666666"))
        ?? throw new InvalidOperationException("the base point does not decode");

    public FieldElement Z => _z;

    /// <summary>Decodes 32 bytes (RFC 8032 section 5.1.3); null if no point has that y. Only for public data: takes varying time.</summary>
    public static EdwardsPoint? Decode(ReadOnlySpan<byte> bytes)
    {
        var y = FieldElement.FromBytes(bytes);
        var ySquared = y.Squared();
        var u = ySquared - FieldElement.One;
        var v = (FieldElement.D * ySquared) + FieldElement.One;

        // x = u v^3 (u v^7)^((p-5)/8) is a root of u/v, or a root of -u/v, or there is none.
        var v3 = v.Squared() * v;
        var v7 = v3.Squared() * v;
        var x = u * v3 * (u * v7).PowerP58();
        var check = v * x.Squared();
        if (!(check - u).IsZero())
        {
            if (!(check + u).IsZero())
                return null;
            x *= FieldElement.SqrtMinusOne;
        }
        var signBit = (bytes[31] & 0x80) != 0;
        if (x.IsZero() && signBit)
            return null;
        if (x.IsNegative() != signBit)
            x = -x;
        return new EdwardsPoint(x, y, FieldElement.One, x * y);
    }

    public void Encode(Span<byte> bytes) => Encode(bytes, _z.Inverted());

    public EdwardsPoint Negated() => new(-_x, _y, _z, -_t);

    public EdwardsPoint Doubled()
    {
        var a = _x.Squared();
        var b = _y.Squared();
        var c = _z.Squared();
        var h = a + b;
        var e = h - (_x + _y).Squared();
        var g = a - b;
        var f = c + c + g;
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    public EdwardsPoint Plus(in CachedPoint other)
    {
        var a = (_y - _x) * other.YMinusX;
        var b = (_y + _x) * other.YPlusX;
        var c = _t * other.TwoDT;
        var d = _z * other.TwoZ;
        return Combine(a, b, c, d);
    }

    public EdwardsPoint Plus(in AffinePoint other)
    {
        var a = (_y - _x) * other.YMinusX;
        var b = (_y + _x) * other.YPlusX;
        var c = _t * other.TwoDXY;
        return Combine(a, b, c, _z + _z);
    }

    public CachedPoint ToCached() => new(_y + _x, _y - _x, _z + _z, _t * FieldElement.TwoD);

    /// <summary>With the inverse of Z at hand (many points can share one inversion).</summary>
    public AffinePoint ToAffine(in FieldElement inverseOfZ)
    {
        var affineX = _x * inverseOfZ;
        var affineY = _y * inverseOfZ;
        return new AffinePoint(affineY + affineX, affineY - affineX, affineX * affineY * FieldElement.TwoD);
    }

    private static EdwardsPoint Combine(in FieldElement a, in FieldElement b, in FieldElement c, in FieldElement d)
    {
        var e = b - a;
        var f = d - c;
        var g = d + c;
        var h = b + a;
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    private void Encode(Span<byte> bytes, in FieldElement inverseOfZ)
    {
        (_y * inverseOfZ).WriteTo(bytes);
        var sign = (_x * inverseOfZ).IsNegative() ? 0x80 : 0;
        bytes[31] |= (byte)sign;
    }
}
