using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Checks an ID token (OpenID Connect Core 1.0 section 3.1.3.7): whose it is, for whom, for which sign-in and for how long. INVARIANT (fail closed): what is not checked to its end proves nobody.</summary>
internal sealed class IdToken(SignInProvider provider, ProviderDocuments documents, TimeProvider time)
{
    /// <summary>Clocks of provider and installation may differ by this much.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private const int MaximumLength = 32 * 1024;

    /// <summary>The claims of the token.</summary>
    /// <param name="token">The token as it came.</param>
    /// <param name="nonce">What the sign-in was begun with.</param>
    /// <param name="accessToken">Token that came beside it; held against `at_hash` where that is there.</param>
    /// <param name="cancellation">Ends the wait for the provider's keys.</param>
    /// <exception cref="ProviderException">It proves nothing.</exception>
    internal async Task<JsonElement> ReadAsync(string token, string nonce, string accessToken, CancellationToken cancellation)
    {
        if (token.Length > MaximumLength || token.Split('.') is not [var headerText, var claimsText, var signatureText] || TokenText.Bytes(signatureText) is not { } signature)
            throw Refused("is none");
        using var header = TokenText.Object(headerText) ?? throw Refused("has no header");
        using var claims = TokenText.Object(claimsText) ?? throw Refused("has no claims");
        var algorithm = await CheckSignatureAsync(header.RootElement, Encoding.ASCII.GetBytes($"{headerText}.{claimsText}"), signature, cancellation);
        CheckClaims(claims.RootElement, nonce);
        if (claims.RootElement.TryGetProperty("at_hash", out _) && claims.RootElement.Text("at_hash") != HashOf(accessToken, algorithm))
            throw Refused("belongs to another access token");
        return claims.RootElement.Clone();
    }

    private async Task<string> CheckSignatureAsync(JsonElement header, byte[] signed, byte[] signature, CancellationToken cancellation)
    {
        // No extension is understood here, so any critical one is refused (RFC 7515 section 4.1.11). Where the header says that keys may be found is not looked at.
        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _) || header.Text("alg") is not { } algorithm)
            throw Refused("has a header that is not understood");
        var id = header.Text("kid");
        var keys = await documents.KeysAsync(id, cancellation);
        // Without a name every key may be meant; with one only those of that name.
        if (!keys.Where(key => id is null || key.Id == id).Any(key => key.Verify(algorithm, signed, signature)))
            throw Refused("is not signed by a key of the provider with an algorithm taken here");
        return algorithm;
    }

    private void CheckClaims(JsonElement claims, string nonce)
    {
        var now = time.GetUtcNow();
        if (claims.Text("iss") != provider.Issuer)
            throw Refused("is of another issuer");
        var audience = claims.TryGetProperty("aud", out var value) ? value.Texts() : [];
        var party = claims.TryGetProperty("azp", out var named) ? named.ValueKind == JsonValueKind.String ? named.GetString() : "" : null;
        if (!audience.Contains(provider.ClientId, StringComparer.Ordinal) || (party is null ? audience.Count > 1 : party != provider.ClientId))
            throw Refused("is for another client");
        if (claims.Time("exp") is not { } expires || now >= expires + Skew)
            throw Refused("has expired or does not say when it does");
        if (claims.Time("iat") is not { } issued || issued > now + Skew)
            throw Refused("was issued in the future or does not say when");
        if (claims.TryGetProperty("nbf", out _) && (claims.Time("nbf") is not { } notBefore || notBefore > now + Skew))
            throw Refused("is not valid yet");
        if (claims.Text("nonce") is not { } shown || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(nonce)))
            throw Refused("is of another sign-in");
    }

    // Left half of the hash that goes with the algorithm.
    private static string HashOf(string accessToken, string algorithm)
    {
        var hash = algorithm == "EdDSA" ? SHA512.HashData(Encoding.UTF8.GetBytes(accessToken)) : SHA256.HashData(Encoding.UTF8.GetBytes(accessToken));
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }

    private static ProviderException Refused(string why) => new(ProviderRefusal.Unproven, $"the provider's ID token {why}");
}
