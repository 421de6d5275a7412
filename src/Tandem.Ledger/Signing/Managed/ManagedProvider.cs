using System.Security.Cryptography;

namespace Tandem.Ledger.Signing.Managed;

/// <summary>Ed25519 in managed code after RFC 8032, for platforms without libsodium and OpenSSL 3.</summary>
/// <remarks>
/// Exists so that an auditor on any system can verify. Signing has no branch and no table index that depends on the key; what
/// the just-in-time compiler makes of that is not promised, so a service that signs should have one of the native libraries.
/// Verification handles public data only and takes varying time.
/// </remarks>
internal sealed class ManagedProvider : Ed25519Provider
{
    public override string Name => "managed";

    public override Ed25519Signer CreateSigner(ReadOnlySpan<byte> seed32) => new Signer(seed32);

    // [S]B = R + [k]A, checked as encode([S]B - [k]A) = R, which is the form without the cofactor.
    protected override bool VerifyEquation(ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64)
    {
        if (EdwardsPoint.Decode(publicKey32) is not { } key)
            return false;
        Span<byte> challenge = stackalloc byte[32];
        Challenge(signature64[..32], publicKey32, message, challenge);
        var sum = VariableTimeProduct.Add(BasePointTable.Multiply(signature64[32..]), challenge, key.Negated());
        Span<byte> commitment = stackalloc byte[32];
        sum.Encode(commitment);
        return CryptographicOperations.FixedTimeEquals(commitment, signature64[..32]);
    }

    private static void Challenge(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> challenge)
    {
        Span<byte> hash = stackalloc byte[64];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        sha.AppendData(commitment);
        sha.AppendData(publicKey);
        sha.AppendData(message);
        sha.GetHashAndReset(hash);
        Scalar.Reduce(hash, challenge);
    }

    private sealed class Signer : Ed25519Signer
    {
        // The clamped scalar and the prefix: SHA-512 of the seed, computed once.
        private readonly SecretBytes _expanded = new(64);

        public Signer(ReadOnlySpan<byte> seed32)
        {
            var expanded = _expanded.Bytes;
            SHA512.HashData(seed32, expanded);
            expanded[0] &= 248;
            expanded[31] &= 63;
            expanded[31] |= 64;
            PublicKey = new byte[Ed25519.PublicKeySize];
            BasePointTable.Multiply(expanded[..32]).Encode(PublicKey);
        }

        public override byte[] PublicKey { get; }

        public override void Sign(ReadOnlySpan<byte> message, Span<byte> signature64)
        {
            Span<byte> secret = stackalloc byte[64];
            Span<byte> hash = stackalloc byte[64];
            Span<byte> nonce = stackalloc byte[32];
            Span<byte> challenge = stackalloc byte[32];
            try
            {
                _expanded.CopyTo(secret);
                using (var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA512))
                {
                    sha.AppendData(secret[32..]);
                    sha.AppendData(message);
                    sha.GetHashAndReset(hash);
                }
                Scalar.Reduce(hash, nonce);
                BasePointTable.Multiply(nonce).Encode(signature64[..32]);
                Challenge(signature64[..32], PublicKey, message, challenge);
                Scalar.MultiplyAdd(challenge, secret[..32], nonce, signature64[32..]);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secret);
                CryptographicOperations.ZeroMemory(hash);
                CryptographicOperations.ZeroMemory(nonce);
            }
        }

        public override void Dispose() => _expanded.Dispose();
    }
}
