using Tandem.Ledger.Signing.Managed;

namespace Tandem.Ledger.Signing;

/// <summary>One source of Ed25519 arithmetic. All apply the same verification rule.</summary>
internal abstract class Ed25519Provider
{
    // RFC 8032 section 7.1, TEST 2: the answer a library must give before it is trusted.
    private static ReadOnlySpan<byte> KnownSeed =>
    [
        0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f,
        0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb,
    ];

    private static ReadOnlySpan<byte> KnownSignature =>
    [
        0x92, 0xa0, 0x09, 0xa9, 0xf0, 0xd4, 0xca, 0xb8, 0x72, 0x0e, 0x82, 0x0b, 0x5f, 0x64, 0x25, 0x40,
        0xa2, 0xb2, 0x7b, 0x54, 0x16, 0x50, 0x3f, 0x8f, 0xb3, 0x76, 0x22, 0x23, 0xeb, 0xdb, 0x69, 0xda,
        0x08, 0x5a, 0xc1, 0xe4, 0x3e, 0x15, 0x99, 0x6e, 0x45, 0x8f, 0x36, 0x13, 0xd0, 0xf1, 0x1d, 0x8c,
        0x38, 0x7b, 0x2e, 0xae, 0xb4, 0x30, 0x2a, 0xee, 0xb0, 0x0d, 0x29, 0x16, 0x12, 0xbb, 0x0c, 0x00,
    ];

    /// <summary>libsodium signs fastest; libcrypto is there wherever .NET runs on Linux; the managed code is there always.</summary>
    public static Ed25519Provider Current { get; } =
        LibsodiumProvider.TryCreate() ?? LibcryptoProvider.TryCreate() ?? (Ed25519Provider)new ManagedProvider();

    public abstract string Name { get; }

    public abstract Ed25519Signer CreateSigner(ReadOnlySpan<byte> seed32);

    public bool Verify(ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64) =>
        Ed25519Rule.Admits(publicKey32, signature64) && VerifyEquation(publicKey32, message, signature64);

    /// <summary>Checks the equation without the cofactor, after the shared rule has admitted key and signature.</summary>
    protected abstract bool VerifyEquation(ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64);

    /// <summary>Signs and verifies the published example.</summary>
    protected bool PassesKnownAnswer()
    {
        ReadOnlySpan<byte> message = [0x72];
        Span<byte> signature = stackalloc byte[Ed25519.SignatureSize];
        using var signer = CreateSigner(KnownSeed);
        signer.Sign(message, signature);
        return signature.SequenceEqual(KnownSignature) && Verify(signer.PublicKey, message, signature);
    }
}
