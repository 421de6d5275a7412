using System.Security.Cryptography;

namespace Tandem.Ledger.Signing;

/// <summary>Ed25519 by libsodium: the fastest of the three.</summary>
internal sealed class LibsodiumProvider : Ed25519Provider
{
    private LibsodiumProvider()
    {
    }

    public override string Name => "libsodium";

    /// <summary>Null where the library is missing, too old or gives a wrong answer.</summary>
    public static LibsodiumProvider? TryCreate()
    {
        try
        {
            // 0 = initialised now, 1 = was initialised before.
            if (LibsodiumNative.Init() < 0)
                return null;
            var provider = new LibsodiumProvider();
            return provider.PassesKnownAnswer() ? provider : null;
        }
        catch (DllNotFoundException)
        {
            return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
        catch (BadImageFormatException)
        {
            return null; // built for another processor
        }
    }

    public override Ed25519Signer CreateSigner(ReadOnlySpan<byte> seed32) => new Signer(seed32);

    protected override bool VerifyEquation(ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64) =>
        LibsodiumNative.Verify(signature64, message, (ulong)message.Length, publicKey32) == 0;

    private sealed class Signer : Ed25519Signer
    {
        // libsodium's secret key: seed followed by public key, so that signing need not compute the public key again.
        private readonly SecretBytes _secretKey = new(64);
        private readonly byte[] _publicKey = new byte[Ed25519.PublicKeySize];

        public Signer(ReadOnlySpan<byte> seed32)
        {
            if (LibsodiumNative.SeedKeyPair(_publicKey, _secretKey, seed32) != 0)
                throw new CryptographicException("libsodium could not expand the seed");
        }

        public override byte[] PublicKey => _publicKey;

        // The safe handle is counted up for the call, so a concurrent Dispose erases the key only afterwards.
        public override void Sign(ReadOnlySpan<byte> message, Span<byte> signature64)
        {
            if (LibsodiumNative.Sign(signature64, IntPtr.Zero, message, (ulong)message.Length, _secretKey) != 0)
                throw new CryptographicException("libsodium could not sign");
        }

        public override void Dispose() => _secretKey.Dispose();
    }
}
