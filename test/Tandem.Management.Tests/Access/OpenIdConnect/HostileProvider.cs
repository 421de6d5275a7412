using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tandem.Management.Access.OpenIdConnect;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

/// <summary>An identity provider on this machine that does what a test wants: honest unless told to lie.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    internal const string ClientId = "tandem client";
    internal const string Secret = "the client's secret: 100%";

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private HostileProvider(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    internal string Issuer => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    internal RSA Key { get; } = RSA.Create(2048);

    /// <summary>What a part answers in place of the truth: `discovery`, `keys`, `token`, `userinfo`.</summary>
    internal Dictionary<string, RequestDelegate> Lies { get; } = [];

    /// <summary>Changes the discovery document.</summary>
    internal Action<JsonObject> Discovery { get; set; } = _ => { };

    /// <summary>Changes the claims of the ID token.</summary>
    internal Action<JsonObject> Claims { get; set; } = _ => { };

    internal JsonObject? UserInfo { get; set; }

    /// <summary>Makes the ID token from its claims.</summary>
    internal Func<JsonObject, string>? Token { get; set; }

    /// <summary>Nonce of the sign-in under way.</summary>
    internal string Nonce { get; set; } = "";

    /// <summary>Code challenge of the sign-in under way.</summary>
    internal string Challenge { get; set; } = "";

    internal int Asked { get; private set; }

    internal List<IReadOnlyDictionary<string, string>> Exchanges { get; } = [];

    internal static async Task<HostileProvider> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new HostileProvider(builder.Build(), time ?? TimeProvider.System);
        provider.Map("/.well-known/openid-configuration", "discovery", _ => provider.Document());
        provider.Map("/keys", "keys", _ => new() { ["keys"] = new JsonArray(provider.PublicKey()) });
        provider.Map("/token", "token", provider.ExchangeAsync);
        provider.Map("/userinfo", "userinfo", http => http.Request.Headers.Authorization == "Bearer access" ? provider.UserInfo : null);
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>How an installation is told of it.</summary>
    internal SignInProvider Describe()
    {
        File.WriteAllText(_folder.In("secret"), Secret + "\n");
        return new() { Issuer = Issuer, ClientId = ClientId, ClientSecretFile = _folder.In("secret"), DisplayName = "Example login" };
    }

    internal JsonObject PublicKey(string id = "k1")
    {
        var key = Key.ExportParameters(includePrivateParameters: false);
        return new() { ["kty"] = "RSA", ["kid"] = id, ["use"] = "sig", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) };
    }

    internal JsonObject HonestClaims()
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = Issuer,
            ["sub"] = "person-1",
            ["aud"] = ClientId,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = Nonce,
            ["email"] = ManagementFixture.Email,
            ["email_verified"] = true,
            ["name"] = "Ada at the provider",
        };
    }

    internal string Sign(JsonObject claims, string? header = null)
    {
        var text = $"{Part(header ?? """{"alg":"RS256","kid":"k1"}""")}.{Part(claims.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    internal static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Key.Dispose();
        _folder.Dispose();
    }

    private JsonObject Document()
    {
        Asked++;
        var document = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/auth?tenant=a",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["userinfo_endpoint"] = $"{Issuer}/userinfo",
            ["code_challenge_methods_supported"] = new JsonArray("plain", "S256"),
            ["authorization_response_iss_parameter_supported"] = true,
        };
        Discovery(document);
        return document;
    }

    private JsonObject? ExchangeAsync(HttpContext http)
    {
        var form = http.Request.Form.ToDictionary(field => field.Key, field => field.Value.ToString());
        form["authorization"] = http.Request.Headers.Authorization.ToString();
        Exchanges.Add(form);
        if (Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]))) != Challenge)
            return null;
        var claims = HonestClaims();
        Claims(claims);
        return new() { ["access_token"] = "access", ["token_type"] = "Bearer", ["id_token"] = Token?.Invoke(claims) ?? Sign(claims) };
    }

    private void Map(string path, string part, Func<HttpContext, JsonObject?> truth) => _app.Map(path, async http =>
    {
        if (Lies.TryGetValue(part, out var lie))
            await lie(http);
        else if (truth(http) is { } answer)
            await http.Response.WriteAsJsonAsync(answer);
        else
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
    });
}
