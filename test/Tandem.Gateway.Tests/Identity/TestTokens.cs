using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tandem.Ledger.Signing;

namespace Tandem.Gateway.Tests.Identity;

/// <summary>An issuer under a test's control, with one key of each kind; makes good tokens and every bad one.</summary>
internal sealed class TestTokens : IDisposable
{
    public const string Issuer = "https://idp.example.org";
    public const string Audience = "tandem";

    public ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public RSA Rsa { get; } = RSA.Create(2048);

    public Ed25519PrivateKey Ed { get; } = Ed25519PrivateKey.Generate();

    public string KeySet
    {
        get
        {
            var ec = Ec.ExportParameters(false);
            var rsa = Rsa.ExportParameters(false);
            return $$"""
                {"keys":[
                 {"kty":"EC","crv":"P-256","kid":"ec","use":"sig","x":"{{Encode(ec.Q.X!)}}","y":"{{Encode(ec.Q.Y!)}}"},
                 {"kty":"RSA","kid":"rsa","n":"{{Encode(rsa.Modulus!)}}","e":"{{Encode(rsa.Exponent!)}}"},
                 {"kty":"OKP","crv":"Ed25519","kid":"ed","x":"{{Encode(Ed.PublicKey)}}"}]}
                """;
        }
    }

    public string IdentityFile(string algorithms = "\"ES256\",\"RS256\",\"EdDSA\"") =>
        $$"""{"issuers":[{"issuer":"{{Issuer}}","audience":"{{Audience}}","algorithms":[{{algorithms}}],"claims":{"application":"azp","roles":"roles"},"jwks":{{KeySet}} } ]}""";

    public static Dictionary<string, object> Header(string alg) => new()
    {
        ["alg"] = alg,
        ["typ"] = "JWT",
        ["kid"] = alg switch { "ES256" => "ec", "RS256" => "rsa", _ => "ed" },
    };

    public static Dictionary<string, object> Claims(DateTimeOffset now) => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["sub"] = "user-17",
        ["azp"] = "claims",
        ["roles"] = new[] { "employee" },
        ["nbf"] = now.ToUnixTimeSeconds() - 10,
        ["exp"] = now.ToUnixTimeSeconds() + 300,
    };

    /// <summary>Signs with the key that the algorithm needs, whatever the header says.</summary>
    public string Sign(string algorithm, Dictionary<string, object> header, Dictionary<string, object> claims) => Sign(algorithm, JsonSerializer.Serialize(header), JsonSerializer.Serialize(claims));

    public string Sign(string algorithm, string header, string claims)
    {
        var text = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = algorithm switch
        {
            "ES256" => Ec.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            "RS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "EdDSA" => Ed.Sign(bytes),
            // The classic confusion: the public key, which everybody has, used as the secret of an HMAC.
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()), bytes),
            "ES256-der" => Ec.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            "PS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => [],
        };
        return $"{text}.{Encode(signature)}";
    }

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose()
    {
        Ec.Dispose();
        Rsa.Dispose();
        Ed.Dispose();
    }
}
