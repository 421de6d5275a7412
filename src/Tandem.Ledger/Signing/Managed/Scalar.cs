using System.Buffers.Binary;

namespace Tandem.Ledger.Signing.Managed;

/// <summary>Arithmetic modulo the group order L = 2^252 + 27742317777372353535851937790883648493.</summary>
/// <remarks>
/// Barrett reduction (Handbook of Applied Cryptography, algorithm 14.42) with base 2^64: loops of fixed length, no branch on
/// a value, because nonce and private scalar pass through here.
/// </remarks>
internal static class Scalar
{
    private const int Words = 4;

    private static readonly ulong[] Order = [0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000, 0];

    // floor(2^512 / L)
    private static readonly ulong[] Mu = [0xed9ce5a30a2c131b, 0x2106215d086329a7, 0xffffffffffffffeb, 0xffffffffffffffff, 0xf];

    /// <summary>Reduces 64 bytes, little-endian, to 32 bytes below L.</summary>
    public static void Reduce(ReadOnlySpan<byte> wide, Span<byte> result)
    {
        Span<ulong> value = stackalloc ulong[2 * Words];
        Read(wide, value);
        ReduceWords(value, result);
        value.Clear();
    }

    /// <summary>Computes (a * b + c) mod L; all are 32 bytes little-endian, c below L.</summary>
    public static void MultiplyAdd(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, Span<byte> result)
    {
        Span<ulong> words = stackalloc ulong[3 * Words];
        Span<ulong> product = stackalloc ulong[2 * Words];
        var x = words[..Words];
        var y = words[Words..(2 * Words)];
        var z = words[(2 * Words)..];
        Read(a, x);
        Read(b, y);
        Read(c, z);
        Multiply(x, y, product);
        var carry = 0UL;
        for (var i = 0; i < product.Length; i++)
            product[i] = AddWithCarry(product[i], i < Words ? z[i] : 0, ref carry);
        ReduceWords(product, result);
        words.Clear();
        product.Clear();
    }

    private static void ReduceWords(ReadOnlySpan<ulong> x, Span<byte> result)
    {
        Span<ulong> estimate = stackalloc ulong[10];
        Span<ulong> multiple = stackalloc ulong[10];
        Span<ulong> rest = stackalloc ulong[5];
        Span<ulong> trial = stackalloc ulong[5];
        Multiply(x[3..], Mu, estimate);
        Multiply(estimate[5..], Order, multiple);
        Subtract(x[..5], multiple[..5], rest);

        // The estimate is at most two too small.
        for (var round = 0; round < 2; round++)
        {
            var borrow = Subtract(rest, Order, trial);
            var keep = 0UL - borrow;
            for (var i = 0; i < rest.Length; i++)
                rest[i] = trial[i] ^ (keep & (trial[i] ^ rest[i]));
        }
        for (var i = 0; i < Words; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(result[(8 * i)..], rest[i]);
        estimate.Clear();
        multiple.Clear();
        rest.Clear();
        trial.Clear();
    }

    private static void Read(ReadOnlySpan<byte> bytes, Span<ulong> words)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
    }

    private static void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> product)
    {
        product.Clear();
        for (var i = 0; i < a.Length; i++)
        {
            var carry = 0UL;
            for (var j = 0; j < b.Length; j++)
            {
                var high = Math.BigMul(a[i], b[j], out var low);
                var first = 0UL;
                low = AddWithCarry(low, carry, ref first);
                var second = 0UL;
                product[i + j] = AddWithCarry(product[i + j], low, ref second);
                carry = high + first + second;
            }
            product[i + b.Length] = carry;
        }
    }

    private static ulong AddWithCarry(ulong a, ulong b, ref ulong carry)
    {
        var sum = a + b;
        var overflow = sum < a ? 1UL : 0UL;
        var total = sum + carry;
        carry = overflow + (total < sum ? 1UL : 0UL);
        return total;
    }

    private static ulong Subtract(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> difference)
    {
        var borrow = 0UL;
        for (var i = 0; i < difference.Length; i++)
        {
            var partial = a[i] - b[i];
            var next = a[i] < b[i] ? 1UL : 0UL;
            difference[i] = partial - borrow;
            borrow = next + (partial < borrow ? 1UL : 0UL);
        }
        return borrow;
    }
}
