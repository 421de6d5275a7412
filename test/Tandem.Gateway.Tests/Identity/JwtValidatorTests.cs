using System.Text;
using System.Text.Json;
using Tandem.Gateway.Identity;
using Tandem.Testing.Time;

namespace Tandem.Gateway.Tests.Identity;

public sealed class JwtValidatorTests : IDisposable
{
    private readonly TestTokens _tokens = new();
    private readonly SettableTime _time = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"tandem-identity-{Guid.CreateVersion7():N}.json");

    public void Dispose()
    {
        _tokens.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("EdDSA")]
    public void Token_Good_ProvesItsCaller(string algorithm)
    {
        var result = Validator().Validate(_tokens.Sign(algorithm, TestTokens.Header(algorithm), Claims()));

        Assert.NotNull(result.Caller);
        Assert.Equal(($"{TestTokens.Issuer}|user-17", "claims"), (result.Caller.Subject, result.Caller.Application));
        Assert.Equal(["employee"], result.Caller.Roles);
        Assert.Equal(AuthenticationMethod.VerifiedJwt, result.Caller.Method);
    }

    [Fact]
    public void Token_WithAudienceListAndRolesAsText_IsGood()
    {
        var claims = Claims();
        claims["aud"] = new[] { "other", TestTokens.Audience };
        claims["roles"] = "employee analyst";
        var result = Validator().Validate(_tokens.Sign("ES256", TestTokens.Header("ES256"), claims));
        Assert.Equal(["employee", "analyst"], result.Caller?.Roles);
    }

    public static TheoryData<string> HeaderAttacks => ["none", "None", "empty-signature", "HS256", "other-alg-same-key", "no-kid", "unknown-kid", "kid-of-other-key", "crit", "b64", "jwk", "jku", "typ", "no-alg"];

    [Theory]
    [MemberData(nameof(HeaderAttacks))]
    public void Header_ThatTriesToChooseItsOwnTrust_ProvesNothing(string attack)
    {
        var header = TestTokens.Header("ES256");
        var signWith = "ES256";
        switch (attack)
        {
            case "none" or "None":
                header["alg"] = attack;
                signWith = "none";
                break;
            case "empty-signature":
                signWith = "none";
                break;
            case "HS256":
                header = TestTokens.Header("HS256");
                header["kid"] = "rsa";
                signWith = "HS256";
                break;
            case "other-alg-same-key":
                header["alg"] = "RS256";
                break;
            case "no-kid":
                header.Remove("kid");
                break;
            case "unknown-kid":
                header["kid"] = "nobody";
                break;
            case "kid-of-other-key":
                header["kid"] = "rsa";
                break;
            case "crit":
                header["crit"] = new[] { "exp" };
                break;
            case "b64":
                header["b64"] = false;
                break;
            case "jwk" or "jku":
                // The attacker's own key, offered in the token or at an address, and signed with.
                using (var attacker = new TestTokens())
                {
                    header[attack] = attack == "jku" ? "https://attacker.example/jwks.json" : JsonSerializer.Deserialize<JsonElement>(attacker.KeySet).GetProperty("keys")[0];
                    MustProveNothing(attacker.Sign("ES256", header, Claims()));
                }

                return;
            case "typ":
                header["typ"] = "dpop+jwt";
                break;
            case "no-alg":
                header.Remove("alg");
                break;
        }

        MustProveNothing(_tokens.Sign(signWith, header, Claims()));
    }

    public static TheoryData<string> ClaimFaults => ["iss", "aud", "exp", "nbf", "sub", "iss-other", "aud-other", "aud-number", "nbf-future", "exp-text", "exp-huge", "exp-negative", "sub-control", "sub-long", "roles-numbers", "roles-many", "sub-number"];

    [Theory]
    [MemberData(nameof(ClaimFaults))]
    public void Claims_ThatAreMissingOrWrong_ProveNothing(string fault)
    {
        var claims = Claims();
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        switch (fault)
        {
            case "iss-other":
                claims["iss"] = "https://idp.example.com";
                break;
            case "aud-other":
                claims["aud"] = new[] { "tandem2", "Tandem" };
                break;
            case "aud-number":
                claims["aud"] = 7;
                break;
            case "nbf-future":
                claims["nbf"] = now + 120;
                break;
            case "exp-text":
                claims["exp"] = "2099-01-01";
                break;
            case "exp-huge":
                claims["exp"] = 1e300;
                break;
            case "exp-negative":
                claims["exp"] = -1;
                break;
            case "sub-control":
                claims["sub"] = "a\nb";
                break;
            case "sub-long":
                claims["sub"] = new string('a', 300);
                break;
            case "sub-number":
                claims["sub"] = 17;
                break;
            case "roles-numbers":
                claims["roles"] = new[] { 1, 2 };
                break;
            case "roles-many":
                claims["roles"] = Enumerable.Range(0, 40).Select(number => $"role-{number}").ToArray();
                break;
            default:
                claims.Remove(fault);
                break;
        }

        MustProveNothing(_tokens.Sign("ES256", TestTokens.Header("ES256"), claims));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("a.b.c.d.e")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30=.AA")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9 .e30.AA")]
    public void Token_Malformed_ProvesNothing(string token) => MustProveNothing(token);

    [Fact]
    public void Token_TooLong_ProvesNothing()
    {
        var claims = Claims();
        claims["padding"] = new string('a', 9000);
        MustProveNothing(_tokens.Sign("ES256", TestTokens.Header("ES256"), claims));
    }

    [Fact]
    public void Token_WithADoubledMember_ProvesNothing()
    {
        var header = JsonSerializer.Serialize(TestTokens.Header("ES256"));
        var claims = JsonSerializer.Serialize(Claims());
        MustProveNothing(_tokens.Sign("ES256", header, claims.Replace("{", "{\"sub\":\"admin\",", StringComparison.Ordinal)));
        MustProveNothing(_tokens.Sign("ES256", header.Replace("{", "{\"alg\":\"none\",", StringComparison.Ordinal), claims));
    }

    [Theory]
    [InlineData("ES256-der")]
    [InlineData("PS256")]
    public void Signature_InAnotherEncodingOrScheme_ProvesNothing(string signWith) =>
        MustProveNothing(_tokens.Sign(signWith, TestTokens.Header(signWith == "PS256" ? "RS256" : "ES256"), Claims()));

    [Fact]
    public void Token_ChangedInAnyCharacter_ProvesNothing()
    {
        var validator = Validator();
        foreach (var algorithm in (string[])["ES256", "RS256", "EdDSA"])
        {
            var token = _tokens.Sign(algorithm, TestTokens.Header(algorithm), Claims());
            for (var at = 0; at < token.Length; at += 7)
            {
                if (token[at] == '.') continue;
                var changed = new StringBuilder(token) { [at] = token[at] == 'A' ? 'B' : 'A' }.ToString();
                Assert.Null(validator.Validate(changed).Caller);
            }
        }
    }

    [Fact]
    public void Token_SpelledWithStrayBits_ProvesNothing()
    {
        // The last character of an Ed25519 signature carries four bits that mean nothing; only one spelling counts.
        var token = _tokens.Sign("EdDSA", TestTokens.Header("EdDSA"), Claims());
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = alphabet.IndexOf(token[^1], StringComparison.Ordinal);
        MustProveNothing(token[..^1] + alphabet[last ^ 1]);
    }

    [Fact]
    public void Algorithm_NotListedForTheIssuer_IsRefusedAtLoad()
    {
        File.WriteAllText(_file, _tokens.IdentityFile("\"ES256\""));
        var problems = new List<string>();
        TokenIssuers.Load(_file, problems);
        Assert.Contains(problems, problem => problem.Contains("rsa", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"HS256\"")]
    [InlineData("\"none\"")]
    [InlineData("")]
    public void Algorithm_ThatIsNotAccepted_IsRefusedAtLoad(string algorithms)
    {
        File.WriteAllText(_file, _tokens.IdentityFile(algorithms));
        var problems = new List<string>();
        TokenIssuers.Load(_file, problems);
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void Token_Expired_SaysSoAfterTheSkewAndNotBefore()
    {
        var validator = Validator();
        var token = _tokens.Sign("ES256", TestTokens.Header("ES256"), Claims());
        _time.Advance(TimeSpan.FromSeconds(300 + 50));
        Assert.NotNull(validator.Validate(token).Caller);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("IDENTITY_EXPIRED", validator.Validate(token).Reason);
    }

    [Fact]
    public void Token_KnownAlready_IsRefusedOnceItExpires()
    {
        var validator = Validator();
        var token = _tokens.Sign("RS256", TestTokens.Header("RS256"), Claims());
        Assert.NotNull(validator.Validate(token).Caller);
        Assert.NotNull(validator.Validate(token).Caller);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("IDENTITY_EXPIRED", validator.Validate(token).Reason);
    }

    [Fact]
    public void VerifiedTokens_UnderAFlood_StayBounded()
    {
        var cache = new VerifiedTokens(100);
        var now = _time.GetUtcNow();
        var caller = new Caller("a", "b", null, [], AuthenticationMethod.VerifiedJwt);
        for (var i = 0; i < 1_000; i++) cache.Add(TokenHash.Of($"token {i}"), caller, now.AddMinutes(5), now);
        Assert.InRange(cache.Count, 1, 100);
        Assert.NotNull(cache.Find(TokenHash.Of("token 999"), now));
    }

    private Dictionary<string, object> Claims() => TestTokens.Claims(_time.GetUtcNow());

    private JwtValidator Validator()
    {
        File.WriteAllText(_file, _tokens.IdentityFile());
        var problems = new List<string>();
        var issuers = TokenIssuers.Load(_file, problems);
        Assert.Empty(problems);
        return new JwtValidator(issuers, _time);
    }

    private void MustProveNothing(string token)
    {
        var result = Validator().Validate(token);
        Assert.Null(result.Caller);
        Assert.Equal("IDENTITY_INVALID", result.Reason);
    }
}
