using System.Security.Cryptography;
using Tandem.Ledger.Signing;

namespace Tandem.Gateway.Identity;

/// <summary>
/// One pinned public key of an issuer. Its type fixes its one algorithm: the token's <c>alg</c> is compared with it and never
/// chooses how the key is used (RFC 8725 section 3.1).
/// </summary>
internal sealed class TokenKey : IDisposable
{
    private readonly Lock _use = new();
    private readonly ECDsa? _ecdsa;
    private readonly RSA? _rsa;
    private readonly byte[]? _ed25519;

    private TokenKey(string id, SignatureAlgorithm algorithm, ECDsa? ecdsa, RSA? rsa, byte[]? ed25519)
    {
        Id = id;
        Algorithm = algorithm;
        _ecdsa = ecdsa;
        _rsa = rsa;
        _ed25519 = ed25519;
    }

    public string Id { get; }

    public SignatureAlgorithm Algorithm { get; }

    public static TokenKey OfP256(string id, byte[] x, byte[] y) => new(id, SignatureAlgorithm.ES256, ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = x, Y = y },
    }), null, null);

    public static TokenKey OfRsa(string id, byte[] modulus, byte[] exponent) => new(id, SignatureAlgorithm.RS256, null, RSA.Create(new RSAParameters
    {
        Modulus = modulus,
        Exponent = exponent,
    }), null);

    public static TokenKey OfEd25519(string id, byte[] publicKey) => new(id, SignatureAlgorithm.EdDSA, null, null, publicKey);

    public bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (_ed25519 is not null) return signature.Length == 64 && Ed25519.Verify(_ed25519, signed, signature);
        // The platform's key objects promise no thread safety; verified tokens are cached, so this lock is rarely met.
        lock (_use)
        {
            return _ecdsa is not null
                ? signature.Length == 64 && _ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                : _rsa!.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose()
    {
        _ecdsa?.Dispose();
        _rsa?.Dispose();
    }
}
