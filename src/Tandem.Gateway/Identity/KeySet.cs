using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Tandem.Gateway.Identity;

/// <summary>Reads a pinned JSON Web Key Set (RFC 7517). Every key must be usable: an unusable one is a mistake to report, not to skip.</summary>
internal static class KeySet
{
    private const int MinimumRsaBits = 2048;
    private const int MaximumRsaBits = 8192;
    private const int MaximumKeys = 32;

    public static IReadOnlyList<TokenKey> Read(JsonElement set, string at, ICollection<string> problems)
    {
        var keys = new List<TokenKey>();
        if (set.ValueKind != JsonValueKind.Object || !set.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"`{at}` is no key set; write an object with a `keys` array");
            return keys;
        }

        if (list.GetArrayLength() is 0 or > MaximumKeys)
        {
            problems.Add($"`{at}.keys` must hold 1 to {MaximumKeys} keys");
            return keys;
        }

        var number = 0;
        foreach (var element in list.EnumerateArray())
        {
            var place = $"{at}.keys[{number++}]";
            if (ReadKey(element, place, problems) is not { } key) continue;
            if (keys.Any(other => string.Equals(other.Id, key.Id, StringComparison.Ordinal))) problems.Add($"`{place}.kid` appears twice in the set; give each key its own id");
            keys.Add(key);
        }

        return keys;
    }

    private static TokenKey? ReadKey(JsonElement element, string at, ICollection<string> problems)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"`{at}` is no object");
            return null;
        }

        if (Text(element, "kid") is not { Length: > 0 and <= 256 } id)
        {
            problems.Add($"`{at}.kid` is missing; tokens name their key by it");
            return null;
        }

        if (Text(element, "use") is { } use && use != "sig")
        {
            problems.Add($"`{at}.use` is `{use}`; only `sig` keys belong here");
            return null;
        }

        if (element.TryGetProperty("d", out _) || element.TryGetProperty("k", out _))
        {
            problems.Add($"`{at}` holds a secret; pin the public key only");
            return null;
        }

        try
        {
            switch (Text(element, "kty"), Text(element, "crv"))
            {
                case ("EC", "P-256"):
                    return TokenKey.OfP256(id, Bytes(element, "x", 32), Bytes(element, "y", 32));
                case ("OKP", "Ed25519"):
                    return TokenKey.OfEd25519(id, Bytes(element, "x", 32));
                case ("RSA", _):
                    var modulus = Bytes(element, "n", null);
                    if (modulus.Length * 8 is < MinimumRsaBits or > MaximumRsaBits) problems.Add($"`{at}.n` has {modulus.Length * 8} bits; use {MinimumRsaBits} to {MaximumRsaBits}");
                    return TokenKey.OfRsa(id, modulus, Bytes(element, "e", null));
                default:
                    problems.Add($"`{at}` is no key of a kind used here; EC P-256, RSA and OKP Ed25519 are");
                    return null;
            }
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            problems.Add($"`{at}` is no valid key; check its members against the issuer's key set");
            return null;
        }
    }

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Bytes(JsonElement element, string member, int? length)
    {
        var bytes = Base64Url.DecodeFromChars(Text(element, member) ?? throw new FormatException(member));
        return length is null || bytes.Length == length ? bytes : throw new FormatException(member);
    }
}
