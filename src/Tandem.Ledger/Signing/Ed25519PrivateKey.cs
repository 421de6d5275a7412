using System.Security.Cryptography;

namespace Tandem.Ledger.Signing;

/// <summary>An Ed25519 private key held outside the managed heap and erased on disposal.</summary>
/// <remarks>RFC 8032 section 5.1.5. Thread-safe; disposal waits for signatures in progress.</remarks>
public sealed class Ed25519PrivateKey : IDisposable
{
    private readonly SecretBytes _seed;
    private readonly Ed25519Signer _signer;
    private readonly byte[] _publicKey;

    internal Ed25519PrivateKey(Ed25519Provider provider, ReadOnlySpan<byte> seed32)
    {
        if (seed32.Length != Ed25519.SeedSize)
            throw new ArgumentException("an Ed25519 seed has 32 bytes", nameof(seed32));
        _seed = new SecretBytes(seed32);
        _signer = provider.CreateSigner(seed32);
        _publicKey = _signer.PublicKey;
    }

    /// <summary>Makes a new key from the operating system's random numbers.</summary>
    /// <returns>A key that the caller disposes.</returns>
    public static Ed25519PrivateKey Generate()
    {
        Span<byte> seed = stackalloc byte[Ed25519.SeedSize];
        try
        {
            RandomNumberGenerator.Fill(seed);
            return new Ed25519PrivateKey(Ed25519Provider.Current, seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>Makes the key of a seed. The caller erases its own copy of the seed.</summary>
    /// <param name="seed32">The private seed, 32 bytes (RFC 8032 calls it the private key).</param>
    /// <returns>A key that the caller disposes.</returns>
    /// <exception cref="ArgumentException">The seed has not 32 bytes.</exception>
    public static Ed25519PrivateKey FromSeed(ReadOnlySpan<byte> seed32) => new(Ed25519Provider.Current, seed32);

    /// <summary>A fresh copy of the encoded public key, 32 bytes.</summary>
    public byte[] PublicKey => (byte[])_publicKey.Clone();

    /// <summary>Signs a message. The result depends on nothing but key and message.</summary>
    /// <param name="message">Bytes to sign; may be empty.</param>
    /// <returns>R followed by S, 64 bytes.</returns>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[Ed25519.SignatureSize];
        _signer.Sign(message, signature);
        return signature;
    }

    /// <summary>Signs a message into a buffer of the caller.</summary>
    /// <param name="message">Bytes to sign; may be empty.</param>
    /// <param name="signature64">Receives R followed by S, exactly 64 bytes.</param>
    /// <exception cref="ArgumentException">The buffer has not 64 bytes.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature64)
    {
        if (signature64.Length != Ed25519.SignatureSize)
            throw new ArgumentException("an Ed25519 signature has 64 bytes", nameof(signature64));
        _signer.Sign(message, signature64);
    }

    /// <summary>Copies the secret seed out, to store it. The caller erases the copy.</summary>
    /// <returns>The seed, 32 bytes.</returns>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public byte[] ExportSeed()
    {
        var seed = new byte[Ed25519.SeedSize];
        _seed.CopyTo(seed);
        return seed;
    }

    /// <summary>Erases seed and expanded key. A second call does nothing.</summary>
    public void Dispose()
    {
        _signer.Dispose();
        _seed.Dispose();
    }
}
