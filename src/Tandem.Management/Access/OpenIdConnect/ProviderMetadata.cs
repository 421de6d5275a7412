using System.Text.Json;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>What is used of the provider's discovery document (OpenID Connect Discovery 1.0 section 3).</summary>
/// <param name="Authorization">Where browsers are sent.</param>
/// <param name="Token">Where codes are exchanged.</param>
/// <param name="Keys">Where its signing keys lie.</param>
/// <param name="UserInfo">Where more about a person is told; null when nowhere.</param>
/// <param name="NamesIssuer">True when each of its answers through the browser names the issuer (RFC 9207), so that one that does not is none of its.</param>
/// <param name="TakesSecretInBody">True when it wants the client's secret in the body instead of the header.</param>
internal sealed record ProviderMetadata(Uri Authorization, Uri Token, Uri Keys, Uri? UserInfo, bool NamesIssuer, bool TakesSecretInBody)
{
    /// <exception cref="ProviderException">The document is another issuer's, lacks something, or leads where nothing may be sent.</exception>
    internal static ProviderMetadata Read(JsonElement document, SignInProvider provider)
    {
        if (document.Text("issuer") is var issuer && issuer != provider.Issuer)
            throw Wrong($"is that of issuer `{issuer}`, not of `{provider.Issuer}`");
        if (document.TryGetProperty("code_challenge_methods_supported", out var methods) && !methods.Texts().Contains("S256", StringComparer.Ordinal))
            throw Wrong("does not offer PKCE with S256");
        var authentication = document.TryGetProperty("token_endpoint_auth_methods_supported", out var ways) ? ways.Texts() : ["client_secret_basic"];
        return new(
            Address("authorization_endpoint") ?? throw Wrong("has no authorization_endpoint"),
            Address("token_endpoint") ?? throw Wrong("has no token_endpoint"),
            Address("jwks_uri") ?? throw Wrong("has no jwks_uri"),
            Address("userinfo_endpoint"),
            document.TryGetProperty("authorization_response_iss_parameter_supported", out var names) && names.ValueKind == JsonValueKind.True,
            !authentication.Contains("client_secret_basic", StringComparer.Ordinal) && authentication.Contains("client_secret_post", StringComparer.Ordinal));

        Uri? Address(string member)
        {
            if (!document.TryGetProperty(member, out var value))
                return null;
            return value.ValueKind == JsonValueKind.String && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var address) && provider.IsSafe(address) && address.Fragment.Length == 0
                ? address
                : throw Wrong($"names an address as {member} that is none, or not https");
        }

        static ProviderException Wrong(string what) => new(ProviderRefusal.Unavailable, $"the provider's discovery document {what}");
    }
}
