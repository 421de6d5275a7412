namespace Tandem.Ledger.Signing;

/// <summary>Ed25519 verification with one rule, whichever library does the arithmetic.</summary>
/// <remarks>
/// RFC 8032 section 5.1. The rule is libsodium's: the public key A and the commitment R are canonical encodings and not of
/// small order, S is below the group order, and the equation is checked without the cofactor. It is enforced by a shared
/// pre-check in front of each provider, so all give the same answer. Thread-safe.
/// </remarks>
public static class Ed25519
{
    /// <summary>Length of a public key in bytes.</summary>
    public const int PublicKeySize = 32;

    /// <summary>Length of a private seed in bytes.</summary>
    public const int SeedSize = 32;

    /// <summary>Length of a signature in bytes.</summary>
    public const int SignatureSize = 64;

    /// <summary>The provider in use: `libsodium`, `libcrypto` or `managed`, the first of them that is present and works.</summary>
    /// <remarks>Chosen once per process; a library that fails its known-answer test is passed over.</remarks>
    public static string ProviderName => Ed25519Provider.Current.Name;

    /// <summary>Tells whether a signature is valid for a message under a public key.</summary>
    /// <param name="publicKey32">Encoded public key, 32 bytes.</param>
    /// <param name="message">The signed bytes; may be empty.</param>
    /// <param name="signature64">R followed by S, 64 bytes.</param>
    /// <returns>true only if the signature is valid; false also for arguments of another length.</returns>
    public static bool Verify(ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64) =>
        Ed25519Provider.Current.Verify(publicKey32, message, signature64);
}
