using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tandem.Ledger.Signing.Managed;

/// <summary>An integer modulo p = 2^255 - 19 in five limbs of 51 bits.</summary>
/// <remarks>
/// INVARIANT (limbs): products and differences return limbs below 2^51 + 2^15; a sum adds limbs without a carry; products take
/// limbs below 2^54 and a difference a subtrahend below 2^53. So one or two sums may feed either. No branch and no index
/// depends on a value.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct FieldElement
{
    private const ulong Mask = (1UL << 51) - 1;

    // 2p in limbs: added before a subtraction so that no limb goes below zero.
    private const ulong TwoP0 = 0xFFFFFFFFFFFDA;
    private const ulong TwoP1234 = 0xFFFFFFFFFFFFE;

    private readonly ulong _l0;
    private readonly ulong _l1;
    private readonly ulong _l2;
    private readonly ulong _l3;
    private readonly ulong _l4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        _l0 = l0;
        _l1 = l1;
        _l2 = l2;
        _l3 = l3;
        _l4 = l4;
    }

    public static FieldElement Zero => default;

    public static FieldElement One => new(1, 0, 0, 0, 0);

    /// <summary>d = -121665/121666, the curve constant (RFC 8032 section 5.1).</summary>
    public static FieldElement D { get; } = FromBytes(Convert.FromHexString("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352"));

    public static FieldElement TwoD { get; } = D + D;

    /// <summary>2^((p-1)/4), a square root of -1.</summary>
    public static FieldElement SqrtMinusOne { get; } = FromBytes(Convert.FromHexString("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b"));

    /// <summary>Reads 255 bits, little-endian; the top bit of the last byte is ignored.</summary>
    public static FieldElement FromBytes(ReadOnlySpan<byte> bytes)
    {
        var w0 = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var w1 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var w2 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        var w3 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new FieldElement(
            w0 & Mask,
            ((w0 >> 51) | (w1 << 13)) & Mask,
            ((w1 >> 38) | (w2 << 26)) & Mask,
            ((w2 >> 25) | (w3 << 39)) & Mask,
            (w3 >> 12) & Mask);
    }

    /// <summary>Writes the canonical encoding, below p, 32 bytes little-endian.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        var (l0, l1, l2, l3, l4) = Carried();

        // q is 1 exactly when the value is at least p: then value + 19 reaches 2^255.
        var q = (l0 + 19) >> 51;
        q = (l1 + q) >> 51;
        q = (l2 + q) >> 51;
        q = (l3 + q) >> 51;
        q = (l4 + q) >> 51;
        l0 += 19 * q;
        l1 += l0 >> 51;
        l0 &= Mask;
        l2 += l1 >> 51;
        l1 &= Mask;
        l3 += l2 >> 51;
        l2 &= Mask;
        l4 += l3 >> 51;
        l3 &= Mask;
        l4 &= Mask;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, l0 | (l1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], (l1 >> 13) | (l2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], (l2 >> 26) | (l3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], (l3 >> 39) | (l4 << 12));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldElement operator +(in FieldElement a, in FieldElement b) =>
        new(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4);

    /// <summary>The difference, carried, because the added 2p would let limbs grow beyond what a product takes.</summary>
    public static FieldElement operator -(in FieldElement a, in FieldElement b)
    {
        // 4p rather than 2p: b may be a sum, with limbs up to 2^53.
        var difference = new FieldElement(
            a._l0 + (2 * TwoP0) - b._l0,
            a._l1 + (2 * TwoP1234) - b._l1,
            a._l2 + (2 * TwoP1234) - b._l2,
            a._l3 + (2 * TwoP1234) - b._l3,
            a._l4 + (2 * TwoP1234) - b._l4);
        var (l0, l1, l2, l3, l4) = difference.Carried();
        return new FieldElement(l0, l1, l2, l3, l4);
    }

    public static FieldElement operator -(in FieldElement a) => Zero - a;

    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        var b1 = 19 * b._l1;
        var b2 = 19 * b._l2;
        var b3 = 19 * b._l3;
        var b4 = 19 * b._l4;
        var r0 = Product.Of(a._l0, b._l0).Plus(a._l1, b4).Plus(a._l2, b3).Plus(a._l3, b2).Plus(a._l4, b1);
        var r1 = Product.Of(a._l0, b._l1).Plus(a._l1, b._l0).Plus(a._l2, b4).Plus(a._l3, b3).Plus(a._l4, b2);
        var r2 = Product.Of(a._l0, b._l2).Plus(a._l1, b._l1).Plus(a._l2, b._l0).Plus(a._l3, b4).Plus(a._l4, b3);
        var r3 = Product.Of(a._l0, b._l3).Plus(a._l1, b._l2).Plus(a._l2, b._l1).Plus(a._l3, b._l0).Plus(a._l4, b4);
        var r4 = Product.Of(a._l0, b._l4).Plus(a._l1, b._l3).Plus(a._l2, b._l2).Plus(a._l3, b._l1).Plus(a._l4, b._l0);
        return Reduce(r0, r1, r2, r3, r4);
    }

    public FieldElement Squared()
    {
        var d0 = 2 * _l0;
        var d1 = 2 * _l1;
        var l3 = 19 * _l3;
        var l4 = 19 * _l4;
        var r0 = Product.Of(_l0, _l0).Plus(d1, l4).Plus(2 * _l2, l3);
        var r1 = Product.Of(d0, _l1).Plus(2 * _l2, l4).Plus(_l3, l3);
        var r2 = Product.Of(d0, _l2).Plus(_l1, _l1).Plus(2 * _l3, l4);
        var r3 = Product.Of(d0, _l3).Plus(d1, _l2).Plus(_l4, l4);
        var r4 = Product.Of(d0, _l4).Plus(d1, _l3).Plus(_l2, _l2);
        return Reduce(r0, r1, r2, r3, r4);
    }

    public FieldElement Squared(int times)
    {
        var result = this;
        for (var i = 0; i < times; i++)
            result = result.Squared();
        return result;
    }

    /// <summary>The multiplicative inverse by Fermat, this^(p-2); zero for zero.</summary>
    public FieldElement Inverted()
    {
        var (x250, x11) = PowerTo250Ones();
        return x250.Squared(5) * x11; // 2^255 - 21
    }

    /// <summary>this^((p-5)/8), the heart of the square root.</summary>
    public FieldElement PowerP58()
    {
        var (x250, _) = PowerTo250Ones();
        return x250.Squared(2) * this; // 2^252 - 3
    }

    public bool IsZero()
    {
        Span<byte> bytes = stackalloc byte[32];
        WriteTo(bytes);
        var any = 0;
        foreach (var value in bytes)
            any |= value;
        return any == 0;
    }

    public bool IsNegative()
    {
        Span<byte> bytes = stackalloc byte[32];
        WriteTo(bytes);
        return (bytes[0] & 1) != 0;
    }

    /// <summary><paramref name="b"/> where the mask is all ones, <paramref name="a"/> where it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldElement Select(in FieldElement a, in FieldElement b, ulong mask) => new(
        a._l0 ^ (mask & (a._l0 ^ b._l0)),
        a._l1 ^ (mask & (a._l1 ^ b._l1)),
        a._l2 ^ (mask & (a._l2 ^ b._l2)),
        a._l3 ^ (mask & (a._l3 ^ b._l3)),
        a._l4 ^ (mask & (a._l4 ^ b._l4)));

    // this^(2^250 - 1) and this^11, the common part of both exponents.
    private (FieldElement X250, FieldElement X11) PowerTo250Ones()
    {
        var x2 = Squared();
        var x9 = x2.Squared(2) * this;
        var x11 = x9 * x2;
        var x5 = x11.Squared() * x9; // 2^5 - 1
        var x10 = x5.Squared(5) * x5;
        var x20 = x10.Squared(10) * x10;
        var x40 = x20.Squared(20) * x20;
        var x50 = x40.Squared(10) * x10;
        var x100 = x50.Squared(50) * x50;
        var x200 = x100.Squared(100) * x100;
        return (x200.Squared(50) * x50, x11);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (ulong L0, ulong L1, ulong L2, ulong L3, ulong L4) Carried()
    {
        var (l0, l1, l2, l3, l4) = (_l0, _l1, _l2, _l3, _l4);
        l1 += l0 >> 51;
        l0 &= Mask;
        l2 += l1 >> 51;
        l1 &= Mask;
        l3 += l2 >> 51;
        l2 &= Mask;
        l4 += l3 >> 51;
        l3 &= Mask;
        l0 += 19 * (l4 >> 51);
        l4 &= Mask;
        l1 += l0 >> 51;
        l0 &= Mask;
        return (l0, l1, l2, l3, l4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Reduce(Product r0, Product r1, Product r2, Product r3, Product r4)
    {
        r1 = r1.Plus(r0.Above51());
        r2 = r2.Plus(r1.Above51());
        r3 = r3.Plus(r2.Above51());
        r4 = r4.Plus(r3.Above51());
        var l0 = (r0.Low & Mask) + (19 * r4.Above51());
        var l1 = (r1.Low & Mask) + (l0 >> 51);
        return new FieldElement(l0 & Mask, l1, r2.Low & Mask, r3.Low & Mask, r4.Low & Mask);
    }

    /// <summary>A sum of 64-bit products, 128 bits wide. UInt128 multiplies its operands as 128-bit numbers, which costs twice.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Product
    {
        private readonly ulong _high;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Product(ulong high, ulong low)
        {
            _high = high;
            Low = low;
        }

        public ulong Low { get; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Product Of(ulong a, ulong b)
        {
            var high = Math.BigMul(a, b, out var low);
            return new Product(high, low);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Product Plus(ulong a, ulong b)
        {
            var high = Math.BigMul(a, b, out var low);
            var sum = Low + low;
            return new Product(_high + high + (sum < low ? 1UL : 0UL), sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Product Plus(ulong value)
        {
            var sum = Low + value;
            return new Product(_high + (sum < value ? 1UL : 0UL), sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Above51() => (_high << 13) | (Low >> 51);
    }
}
