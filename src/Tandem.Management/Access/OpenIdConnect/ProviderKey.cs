using System.Security.Cryptography;
using System.Text.Json;
using Tandem.Ledger.Signing;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>
/// A public key of the provider (RFC 7517). Its kind fixes what it verifies: a token's `alg` is held against that and never chooses how the key is used
/// (RFC 8725 section 3.1), so that `none` and HMAC with a public key have nowhere to go.
/// </summary>
internal sealed class ProviderKey
{
    private const int MinimumRsaBits = 2048;
    private const int MaximumRsaBits = 8192;

    private readonly ECParameters? _curve;
    private readonly RSAParameters? _rsa;
    private readonly byte[]? _ed25519;
    private readonly string? _algorithm;

    private ProviderKey(string? id, string? algorithm, ECParameters? curve = null, RSAParameters? rsa = null, byte[]? ed25519 = null) =>
        (Id, _algorithm, _curve, _rsa, _ed25519) = (id, algorithm, curve, rsa, ed25519);

    /// <summary>`kid`; null when the set gives none.</summary>
    internal string? Id { get; }

    /// <summary>The keys of a set that can verify tokens here; others, such as keys for encryption, are passed over.</summary>
    internal static IReadOnlyList<ProviderKey> ReadAll(JsonElement set) => set.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
        ? [.. keys.EnumerateArray().Select(Read).OfType<ProviderKey>()]
        : [];

    /// <summary>True when the key takes this algorithm and the signature is right.</summary>
    internal bool Verify(string algorithm, byte[] signed, byte[] signature)
    {
        if (_algorithm is not null && _algorithm != algorithm)
            return false;
        switch (algorithm)
        {
            case "ES256" when _curve is { } curve:
                using (var key = ECDsa.Create(curve))
                    return signature.Length == 64 && key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            case "RS256" or "PS256" when _rsa is { } rsa:
                using (var key = RSA.Create(rsa))
                    return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, algorithm == "RS256" ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss);
            case "EdDSA" when _ed25519 is { } key:
                return signature.Length == 64 && Ed25519.Verify(key, signed, signature);
            default:
                return false;
        }
    }

    private static ProviderKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || key.Text("use") is not (null or "sig"))
            return null;
        var (id, algorithm) = (key.Text("kid"), key.Text("alg"));
        return (key.Text("kty"), key.Text("crv")) switch
        {
            ("EC", "P-256") when Member("x", 32) is { } x && Member("y", 32) is { } y && OfCurve(x, y) is { } curve => new(id, algorithm, curve: curve),
            ("RSA", _) when Member("n") is { Length: >= MinimumRsaBits / 8 and <= MaximumRsaBits / 8 } n && Member("e") is { Length: > 0 and <= 8 } e => new(id, algorithm, rsa: new() { Modulus = n, Exponent = e }),
            ("OKP", "Ed25519") when Member("x", 32) is { } x => new(id, algorithm, ed25519: x),
            _ => null,
        };

        byte[]? Member(string name, int? length = null) => key.Text(name) is { } text && TokenText.Bytes(text) is { } bytes && (length ?? bytes.Length) == bytes.Length ? bytes : null;
    }

    private static ECParameters? OfCurve(byte[] x, byte[] y)
    {
        try
        {
            var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } };
            using var _ = ECDsa.Create(parameters);
            return parameters;
        }
        catch (CryptographicException)
        {
            return null; // no point of the curve
        }
    }
}
