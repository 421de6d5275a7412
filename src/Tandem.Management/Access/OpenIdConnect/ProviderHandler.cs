using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>
/// The authorization code flow with PKCE of the framework's OAuth handler, which keeps the state encrypted and bound to the browser by a cookie; made OpenID Connect
/// by a nonce, the issuer's name in the answer (RFC 9207) and the checked ID token. No token is kept.
/// </summary>
internal sealed class ProviderHandler(
    SignInProvider provider, ProviderDocuments documents, ProviderClient client, IdToken idToken, SpendOnce once, ManagementOptions management,
    IOptionsMonitor<OAuthOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : OAuthHandler<OAuthOptions>(options, loggers, encoder)
{
    internal const string SchemeName = "provider";
    internal const string CallbackPath = "/sign-in/provider/callback";

    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Nonce = "nonce";

    // Set when a challenge begins; a handler serves one request.
    private ProviderMetadata? _metadata;

    /// <summary>The person that the ticket of a finished sign-in is about.</summary>
    internal sealed class Identity(ProviderPerson person) : ClaimsIdentity(SchemeName)
    {
        internal ProviderPerson Person { get; } = person;
    }

    // Not by the request's own words for scheme and host.
    private string RedirectAddress => new Uri(management.BrowserUrl, CallbackPath).AbsoluteUri;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        _metadata = await documents.MetadataAsync(Context.RequestAborted);
        properties.Items[Nonce] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        properties.ExpiresUtc = TimeProvider.GetUtcNow() + Lifetime;
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        // The framework's address is a stand-in: the provider's own may change while the program runs.
        var parameters = QueryHelpers.ParseQuery(new Uri(base.BuildChallengeUrl(properties, RedirectAddress)).Query);
        parameters[Nonce] = properties.Items[Nonce];
        return QueryHelpers.AddQueryString(_metadata!.Authorization.AbsoluteUri, parameters);
    }

    /// <summary>Called when the state was found to be this browser's. INVARIANT (single use): a state lets one answer pass.</summary>
    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var metadata = await documents.MetadataAsync(Context.RequestAborted);
        // Before the code leaves for anybody: an answer of another provider must not be taken to this one (mix-up).
        if (Request.Query["iss"] is var issuer && (issuer != provider.Issuer) && (metadata.NamesIssuer || issuer != StringValues.Empty))
            throw new ProviderException(ProviderRefusal.Unproven, "an answer named another issuer than the provider, or none");
        var items = context.Properties.Items;
        if (context.Properties.ExpiresUtc is not { } expires || TimeProvider.GetUtcNow() >= expires || !await once.TryAsync($"provider {items[Nonce]}", expires, Context.RequestAborted))
            throw new ProviderException(ProviderRefusal.Outdated, "the state of a sign-in was too old or used already");

        var fields = new Dictionary<string, string?>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = context.Code,
            ["redirect_uri"] = RedirectAddress,
            [OAuthConstants.CodeVerifierKey] = items[OAuthConstants.CodeVerifierKey],
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata.Token);
        var secret = await ClientSecret.ReadAsync(provider, Context.RequestAborted);
        if (metadata.TakesSecretInBody)
            (fields["client_id"], fields["client_secret"]) = (provider.ClientId, secret);
        else
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(secret)}")));
        request.Content = new FormUrlEncodedContent(fields);
        return OAuthTokenResponse.Success(await client.SendAsync(request, Context.RequestAborted));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var token = tokens.Response!.RootElement.Text("id_token") ?? throw new ProviderException(ProviderRefusal.Unproven, "the provider gave no ID token");
        var claims = await idToken.ReadAsync(token, properties.Items[Nonce]!, tokens.AccessToken!, Context.RequestAborted);
        var person = ProviderPerson.Read(claims, await MoreAsync(claims, tokens.AccessToken!), provider);
        return new(new ClaimsPrincipal(new Identity(person)), properties, Scheme.Name);
    }

    // Many providers tell the e-mail address only there.
    private async Task<JsonElement?> MoreAsync(JsonElement claims, string accessToken)
    {
        if (!ProviderPerson.IsMissingFrom(claims, provider) || (await documents.MetadataAsync(Context.RequestAborted)).UserInfo is not { } address)
            return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var told = await client.SendAsync(request, Context.RequestAborted);
        return told.RootElement.Clone();
    }
}
