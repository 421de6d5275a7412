using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Ledger.Signing;
using Tandem.Management.Access.OpenIdConnect;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

public sealed class IdTokenTests
{
    private const string Nonce = "the nonce of this sign-in";

    public static TheoryData<string> Lies => [.. ClaimsOfLies.Keys];

    private static readonly Dictionary<string, Action<JsonObject, DateTimeOffset>> ClaimsOfLies = new()
    {
        ["another issuer"] = (claims, _) => claims["iss"] = "https://evil.example",
        ["the issuer with a slash"] = (claims, _) => claims["iss"] = claims["iss"] + "/",
        ["no issuer"] = (claims, _) => claims.Remove("iss"),
        ["another audience"] = (claims, _) => claims["aud"] = "another client",
        ["no audience"] = (claims, _) => claims.Remove("aud"),
        ["two audiences and no party"] = (claims, _) => claims["aud"] = new JsonArray(HostileProvider.ClientId, "another client"),
        ["another party"] = (claims, _) => claims["azp"] = "another client",
        ["a party that is no text"] = (claims, _) => claims["azp"] = 1,
        ["another nonce"] = (claims, _) => claims["nonce"] = "the nonce of another sign-in",
        ["no nonce"] = (claims, _) => claims.Remove("nonce"),
        ["a nonce that is a list"] = (claims, _) => claims["nonce"] = new JsonArray(Nonce),
        ["expired"] = (claims, now) => claims["exp"] = now.AddSeconds(-61).ToUnixTimeSeconds(),
        ["no expiry"] = (claims, _) => claims.Remove("exp"),
        ["an expiry as text"] = (claims, now) => claims["exp"] = now.AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["an expiry beyond time"] = (claims, _) => claims["exp"] = 1e18,
        ["issued in the future"] = (claims, now) => claims["iat"] = now.AddSeconds(62).ToUnixTimeSeconds(),
        ["no time of issue"] = (claims, _) => claims.Remove("iat"),
        ["not valid yet"] = (claims, now) => claims["nbf"] = now.AddSeconds(62).ToUnixTimeSeconds(),
        ["a begin that is no time"] = (claims, _) => claims["nbf"] = "now",
        ["the hash of another access token"] = (claims, _) => claims["at_hash"] = Base64Url.EncodeToString(SHA256.HashData("another"u8).AsSpan(0, 16)),
        ["a hash that is no text"] = (claims, _) => claims["at_hash"] = 1,
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Token_WithClaimsThatDoNotHold_IsRefused(string lie)
    {
        var clock = new FrozenClock();
        await using var provider = await HostileProvider.StartAsync(clock);
        provider.Nonce = Nonce;
        var claims = provider.HonestClaims();
        await ReadAsync(provider, clock, provider.Sign(claims));

        ClaimsOfLies[lie](claims, clock.GetUtcNow());

        await RefusedAsync(provider, clock, provider.Sign(claims));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("none")]
    [InlineData("nothing signed")]
    [InlineData("HS256 with the public key")]
    [InlineData("HS256 with the modulus")]
    [InlineData("RS512")]
    [InlineData("a key of the header's own")]
    [InlineData("another key")]
    [InlineData("a name that no key has")]
    [InlineData("critical")]
    [InlineData("unencoded")]
    [InlineData("no algorithm")]
    [InlineData("one bit")]
    [InlineData("padding")]
    [InlineData("doubled member")]
    [InlineData("no object")]
    [InlineData("too long")]
    public async Task Token_NotSignedByTheProvider_IsRefused(string lie)
    {
        var clock = new FrozenClock();
        await using var provider = await HostileProvider.StartAsync(clock);
        provider.Nonce = Nonce;
        var claims = provider.HonestClaims();
        var honest = provider.Sign(claims);
        using var stranger = RSA.Create(2048);

        var token = lie switch
        {
            "none" => $"{HostileProvider.Part("""{"alg":"none"}""")}.{honest.Split('.')[1]}.",
            "nothing signed" => $"{HostileProvider.Part("""{"alg":"none","kid":"k1"}""")}.{honest.Split('.')[1]}.{honest.Split('.')[2]}",
            "HS256 with the public key" => Symmetric(claims, Encoding.ASCII.GetBytes(provider.Key.ExportSubjectPublicKeyInfoPem())),
            "HS256 with the modulus" => Symmetric(claims, provider.Key.ExportParameters(includePrivateParameters: false).Modulus!),
            "RS512" => provider.Sign(claims, """{"alg":"RS512","kid":"k1"}"""),
            "a key of the header's own" => By(stranger, claims, $$$"""{"alg":"RS256","jwk":{"kty":"RSA","e":"AQAB","n":"{{{Base64Url.EncodeToString(stranger.ExportParameters(false).Modulus)}}}"}}"""),
            "another key" => By(stranger, claims, """{"alg":"RS256","kid":"k1"}"""),
            "a name that no key has" => provider.Sign(claims, """{"alg":"RS256","kid":"k2"}"""),
            "critical" => provider.Sign(claims, """{"alg":"RS256","kid":"k1","crit":["exp"]}"""),
            "unencoded" => provider.Sign(claims, """{"alg":"RS256","kid":"k1","b64":false}"""),
            "no algorithm" => provider.Sign(claims, """{"kid":"k1"}"""),
            "one bit" => honest[..^3] + (honest[^3] == 'A' ? 'B' : 'A') + honest[^2..],
            "padding" => honest + "=",
            "doubled member" => provider.Sign(claims, """{"alg":"none","alg":"RS256","kid":"k1"}"""),
            "no object" => $"{HostileProvider.Part("[]")}.{honest.Split('.')[1]}.{honest.Split('.')[2]}",
            "too long" => honest + new string('a', 32 * 1024),
            _ => lie,
        };

        await RefusedAsync(provider, clock, token);
    }

    [Fact]
    public async Task Token_WithEverythingRight_IsTakenToItsLastSecond()
    {
        var clock = new FrozenClock();
        await using var provider = await HostileProvider.StartAsync(clock);
        provider.Nonce = Nonce;
        var claims = provider.HonestClaims();
        claims["aud"] = new JsonArray(HostileProvider.ClientId, "another client");
        claims["azp"] = HostileProvider.ClientId;
        claims["nbf"] = clock.GetUtcNow().AddSeconds(59).ToUnixTimeSeconds();
        claims["at_hash"] = Base64Url.EncodeToString(SHA256.HashData("access"u8).AsSpan(0, 16));
        claims["exp"] = clock.GetUtcNow().AddSeconds(-58).ToUnixTimeSeconds();

        Assert.Equal("person-1", (await ReadAsync(provider, clock, provider.Sign(claims))).GetProperty("sub").GetString());
        Assert.Equal("person-1", (await ReadAsync(provider, clock, provider.Sign(claims, """{"alg":"RS256"}"""))).GetProperty("sub").GetString());
        var signedOtherwise = By(provider.Key, claims, """{"alg":"PS256","kid":"k1"}""", RSASignaturePadding.Pss);
        Assert.Equal("person-1", (await ReadAsync(provider, clock, signedOtherwise)).GetProperty("sub").GetString());
    }

    [Fact]
    public async Task Keys_OfOtherKinds_ArePassedOverAndEllipticOnesTaken()
    {
        var clock = new FrozenClock();
        await using var provider = await HostileProvider.StartAsync(clock);
        provider.Nonce = Nonce;
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var small = RSA.Create(1024);
        var point = curve.ExportParameters(includePrivateParameters: false).Q;
        provider.Lies["keys"] = http => http.Response.WriteAsJsonAsync(new JsonObject
        {
            ["keys"] = new JsonArray(
                "text",
                new JsonObject { ["kty"] = "oct", ["kid"] = "e1", ["k"] = "AAAA" },
                new JsonObject { ["kty"] = "RSA", ["kid"] = "e1", ["n"] = Base64Url.EncodeToString(small.ExportParameters(false).Modulus), ["e"] = "AQAB" },
                new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = "e1", ["x"] = Base64Url.EncodeToString(new byte[32]), ["y"] = Base64Url.EncodeToString(new byte[32]) },
                new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = "e1", ["use"] = "enc", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) },
                new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = "e2", ["alg"] = "ES256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) }),
        });
        var text = $"{HostileProvider.Part("""{"alg":"ES256","kid":"e2"}""")}.{HostileProvider.Part(provider.HonestClaims().ToJsonString())}";
        var signature = Base64Url.EncodeToString(curve.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256));

        Assert.Equal("person-1", (await ReadAsync(provider, clock, $"{text}.{signature}")).GetProperty("sub").GetString());
        await RefusedAsync(provider, clock, $"{text.Replace(HostileProvider.Part("""{"alg":"ES256","kid":"e2"}"""), HostileProvider.Part("""{"alg":"ES256","kid":"e1"}"""), StringComparison.Ordinal)}.{signature}");
        await RefusedAsync(provider, clock, By(small, provider.HonestClaims(), """{"alg":"RS256","kid":"e1"}"""));
    }

    [Fact]
    public async Task Token_SignedWithEd25519_IsTakenWithItsOwnHashOfTheAccessToken()
    {
        var clock = new FrozenClock();
        await using var provider = await HostileProvider.StartAsync(clock);
        provider.Nonce = Nonce;
        using var key = Ed25519PrivateKey.Generate();
        provider.Lies["keys"] = http => http.Response.WriteAsJsonAsync(new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject { ["kty"] = "OKP", ["crv"] = "Ed25519", ["kid"] = "e1", ["x"] = Base64Url.EncodeToString(key.PublicKey) }),
        });
        string Sign(string hash)
        {
            var claims = provider.HonestClaims();
            claims["at_hash"] = hash;
            var text = $"{HostileProvider.Part("""{"alg":"EdDSA","kid":"e1"}""")}.{HostileProvider.Part(claims.ToJsonString())}";
            return $"{text}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(text)))}";
        }

        var token = Sign(Base64Url.EncodeToString(SHA512.HashData("access"u8).AsSpan(0, 32)));

        Assert.Equal("person-1", (await ReadAsync(provider, clock, token)).GetProperty("sub").GetString());
        await RefusedAsync(provider, clock, Sign(Base64Url.EncodeToString(SHA256.HashData("access"u8).AsSpan(0, 16))));
        await RefusedAsync(provider, clock, token[..^4] + (token[^4] == 'A' ? 'B' : 'A') + token[^3..]);
    }

    [Fact]
    public async Task Keys_ThatRotate_AreFetchedAgainOnceAMinute()
    {
        var clock = new FrozenClock();
        await using var provider = await HostileProvider.StartAsync(clock);
        provider.Nonce = Nonce;
        using var client = new ProviderClient();
        using var documents = new ProviderDocuments(provider.Describe(), client, clock);
        var reader = new IdToken(provider.Describe(), documents, clock);
        await reader.ReadAsync(provider.Sign(provider.HonestClaims()), Nonce, "access", TestContext.Current.CancellationToken);
        var fetched = 0;
        provider.Lies["keys"] = http =>
        {
            fetched++;
            return http.Response.WriteAsJsonAsync(new JsonObject { ["keys"] = new JsonArray(provider.PublicKey("k2")) });
        };
        var rotated = provider.Sign(provider.HonestClaims(), """{"alg":"RS256","kid":"k2"}""");

        await Assert.ThrowsAsync<ProviderException>(() => reader.ReadAsync(rotated, Nonce, "access", TestContext.Current.CancellationToken));
        Assert.Equal(0, fetched);
        clock.Advance(TimeSpan.FromMinutes(1));
        await reader.ReadAsync(rotated, Nonce, "access", TestContext.Current.CancellationToken);
        await reader.ReadAsync(rotated, Nonce, "access", TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (fetched, provider.Asked));
    }

    private static string Symmetric(JsonObject claims, byte[] key)
    {
        var text = $"{HostileProvider.Part("""{"alg":"HS256","kid":"k1"}""")}.{HostileProvider.Part(claims.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)))}";
    }

    private static string By(RSA key, JsonObject claims, string header, RSASignaturePadding? padding = null)
    {
        var text = $"{HostileProvider.Part(header)}.{HostileProvider.Part(claims.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, padding ?? RSASignaturePadding.Pkcs1))}";
    }

    private static async Task RefusedAsync(HostileProvider provider, TimeProvider clock, string token) =>
        Assert.Equal(ProviderRefusal.Unproven, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(provider, clock, token))).Refusal);

    private static async Task<System.Text.Json.JsonElement> ReadAsync(HostileProvider provider, TimeProvider clock, string token)
    {
        using var client = new ProviderClient();
        using var documents = new ProviderDocuments(provider.Describe(), client, clock);
        return await new IdToken(provider.Describe(), documents, clock).ReadAsync(token, Nonce, "access", TestContext.Current.CancellationToken);
    }
}
