using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Tandem.Ledger.Signing;

/// <summary>Ed25519 by OpenSSL 3: present wherever .NET runs on Linux.</summary>
internal sealed class LibcryptoProvider : Ed25519Provider
{
    // A verifier checks long runs of records under one key, and building an EVP_PKEY costs about as much as using it.
    [ThreadStatic]
    private static CachedVerifier? _lastVerifier;

    private LibcryptoProvider()
    {
    }

    public override string Name => "libcrypto";

    /// <summary>Null where the library is missing, too old or gives a wrong answer.</summary>
    public static LibcryptoProvider? TryCreate()
    {
        try
        {
            var provider = new LibcryptoProvider();
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
        catch (CryptographicException)
        {
            // A build without Ed25519 (a FIPS-only configuration) cannot make the key.
            return null;
        }
    }

    public override Ed25519Signer CreateSigner(ReadOnlySpan<byte> seed32) => new Signer(seed32);

    protected override bool VerifyEquation(ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64)
    {
        var verifier = _lastVerifier;
        if (verifier is null || !verifier.IsFor(publicKey32))
        {
            verifier?.Dispose();
            _lastVerifier = verifier = new CachedVerifier(publicKey32);
        }
        return verifier.Verify(message, signature64);
    }

    private sealed class CachedVerifier : IDisposable
    {
        private readonly byte[] _publicKey;
        private readonly LibcryptoKey _key;
        private readonly LibcryptoContext _context;

        public CachedVerifier(ReadOnlySpan<byte> publicKey)
        {
            _publicKey = publicKey.ToArray();
            _key = LibcryptoNative.NewPublicKey(LibcryptoNative.Ed25519KeyType, IntPtr.Zero, publicKey, (nuint)publicKey.Length);
            _context = LibcryptoNative.NewContext();
            if (_key.IsInvalid || _context.IsInvalid)
                throw new CryptographicException("libcrypto could not take the public key");
        }

        public bool IsFor(ReadOnlySpan<byte> publicKey) => publicKey.SequenceEqual(_publicKey);

        public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
        {
            if (LibcryptoNative.VerifyInit(_context, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, _key) != 1)
                throw new CryptographicException("libcrypto could not start a verification");
            var valid = LibcryptoNative.Verify(_context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
            if (!valid)
                LibcryptoNative.ClearErrors(); // a refused signature leaves an entry in the thread's error queue
            return valid;
        }

        public void Dispose()
        {
            _context.Dispose();
            _key.Dispose();
        }
    }

    private sealed class Signer : Ed25519Signer
    {
        private readonly LibcryptoKey _key;
        private readonly byte[] _publicKey = new byte[Ed25519.PublicKeySize];
        private readonly ConcurrentBag<LibcryptoContext> _idle = [];
        private volatile bool _disposed;

        public Signer(ReadOnlySpan<byte> seed32)
        {
            _key = LibcryptoNative.NewPrivateKey(LibcryptoNative.Ed25519KeyType, IntPtr.Zero, seed32, (nuint)seed32.Length);
            var length = (nuint)_publicKey.Length;
            if (_key.IsInvalid || LibcryptoNative.GetPublicKey(_key, _publicKey, ref length) != 1)
                throw new CryptographicException("libcrypto could not expand the seed");
        }

        public override byte[] PublicKey => _publicKey;

        public override void Sign(ReadOnlySpan<byte> message, Span<byte> signature64)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_idle.TryTake(out var context))
                context = LibcryptoNative.NewContext();
            var length = (nuint)signature64.Length;
            if (LibcryptoNative.SignInit(context, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, _key) != 1
                || LibcryptoNative.Sign(context, signature64, ref length, message, (nuint)message.Length) != 1)
            {
                context.Dispose();
                throw new CryptographicException("libcrypto could not sign");
            }
            _idle.Add(context);
            if (_disposed)
                DisposeContexts(); // Dispose may have emptied the bag just before this context came back
        }

        public override void Dispose()
        {
            _disposed = true;
            _key.Dispose();
            DisposeContexts();
        }

        // A context holds a reference to the key: the key is erased when the last of them is freed.
        private void DisposeContexts()
        {
            while (_idle.TryTake(out var context))
                context.Dispose();
        }
    }
}
