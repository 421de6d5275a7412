using System.Buffers.Binary;

namespace Tandem.Ledger.Signing;

/// <summary>What a public key and a signature must be before any library looks at the equation.</summary>
/// <remarks>
/// RFC 8032 leaves room (small-order keys, non-canonical encodings), and libraries use it differently: of 914 published edge
/// cases libsodium accepts 43, OpenSSL 208, ZIP-215 code 826. Two honest verifiers must never disagree about a record, so the
/// strictest rule holds everywhere. It needs byte comparisons only; all inputs are public, so it need not be constant-time.
/// </remarks>
internal static class Ed25519Rule
{
    // The y coordinates of the eight points of small order, and the two of them that have a second encoding below 2^255
    // (p stands for 0, p + 1 for 1). The sign bit is masked before the comparison.
    private static readonly byte[][] SmallOrder =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ];

    // Group order L = 2^252 + 27742317777372353535851937790883648493, little-endian words.
    private static readonly ulong[] Order = [0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000];

    /// <summary>Lengths, S below L, and A and R canonical and not of small order.</summary>
    public static bool Admits(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> signature) =>
        publicKey.Length == Ed25519.PublicKeySize && signature.Length == Ed25519.SignatureSize
        && IsBelowOrder(signature[32..]) && IsAdmissiblePoint(publicKey) && IsAdmissiblePoint(signature[..32]);

    private static bool IsBelowOrder(ReadOnlySpan<byte> scalar)
    {
        for (var word = 3; word >= 0; word--)
        {
            var value = BinaryPrimitives.ReadUInt64LittleEndian(scalar[(word * 8)..]);
            if (value != Order[word])
                return value < Order[word];
        }
        return false;
    }

    private static bool IsAdmissiblePoint(ReadOnlySpan<byte> encoding)
    {
        Span<byte> y = stackalloc byte[32];
        encoding.CopyTo(y);
        y[31] &= 0x7f;
        if (IsAtLeastFieldPrime(y))
            return false;
        foreach (var point in SmallOrder)
        {
            if (y.SequenceEqual(point))
                return false;
        }
        return true;
    }

    // p = 2^255 - 19: the top 31 bytes are all ones and the lowest is at least 0xed.
    private static bool IsAtLeastFieldPrime(ReadOnlySpan<byte> y) =>
        y[31] == 0x7f && y[0] >= 0xed && y[1..31].IndexOfAnyExcept((byte)0xff) < 0;
}
