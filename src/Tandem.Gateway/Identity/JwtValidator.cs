using System.Text;
using System.Text.Json;

namespace Tandem.Gateway.Identity;

/// <summary>
/// Validates JSON Web Tokens (RFC 7519, hardened by RFC 8725) of issuers whose keys are pinned. Whatever the token says about
/// where its key may be found (<c>jku</c>, <c>x5u</c>, <c>jwk</c>, <c>x5c</c>) is never looked at.
/// </summary>
internal sealed class JwtValidator
{
    /// <summary>Clocks of issuer and gateway may differ by this much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, TokenIssuer> _issuers;
    private readonly VerifiedTokens _verified;
    private readonly TimeProvider _time;

    public JwtValidator(IEnumerable<TokenIssuer> issuers, TimeProvider time, int cachedTokens = VerifiedTokens.DefaultCapacity)
    {
        _issuers = issuers.ToDictionary(issuer => issuer.Name, StringComparer.Ordinal);
        _verified = new VerifiedTokens(cachedTokens);
        _time = time;
    }

    public IdentityResult Validate(string token)
    {
        if (token.Length > PresentedCredential.MaximumLength) return IdentityResult.Refused(IdentityProblem.TooLong);
        var now = _time.GetUtcNow();
        var hash = TokenHash.Of(token);
        if (_verified.Find(hash, now) is { } known) return IdentityResult.Proven(known);

        if (!TokenText.TrySplit(token, out var headerText, out var payloadText, out var signatureText)) return IdentityResult.Refused(IdentityProblem.Malformed);
        using var header = TokenText.Parse(TokenText.Decode(headerText.Span));
        using var payload = TokenText.Parse(TokenText.Decode(payloadText.Span));
        if (header is null || payload is null || TokenText.Decode(signatureText.Span) is not { } signature) return IdentityResult.Refused(IdentityProblem.Malformed);

        // Until the signature is checked the payload only chooses whose keys are tried.
        if (TokenClaims.Text(payload.RootElement, "iss") is not { } issuerName || !_issuers.TryGetValue(issuerName, out var issuer)) return IdentityResult.Refused(IdentityProblem.UnknownIssuer);
        if (FindKey(header.RootElement, issuer, out var problem) is not { } key) return IdentityResult.Refused(problem);
        if (!key.Verify(Encoding.ASCII.GetBytes(token, 0, headerText.Length + 1 + payloadText.Length), signature)) return IdentityResult.Refused(IdentityProblem.WrongSignature);
        return CheckClaims(payload.RootElement, issuer, hash, now);
    }

    private static TokenKey? FindKey(JsonElement header, TokenIssuer issuer, out IdentityProblem problem)
    {
        problem = IdentityProblem.None;
        // No extension is understood here, so any critical one is refused (RFC 7515 section 4.1.11); `b64` without `crit` is a trap.
        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _)) problem = IdentityProblem.CriticalHeader;
        else if (header.TryGetProperty("typ", out var type) && !IsTokenType(type)) problem = IdentityProblem.Malformed;
        else if (!SignatureAlgorithmNames.TryParse(TokenClaims.Text(header, "alg"), out var algorithm) || !issuer.Algorithms.Contains(algorithm)) problem = IdentityProblem.AlgorithmRefused;
        else if (TokenClaims.Text(header, "kid") is not { } id || issuer.Keys.FirstOrDefault(key => string.Equals(key.Id, id, StringComparison.Ordinal)) is not { } found) problem = IdentityProblem.UnknownSigningKey;
        else if (found.Algorithm == algorithm) return found;
        else problem = IdentityProblem.AlgorithmRefused;
        return null;
    }

    private IdentityResult CheckClaims(JsonElement payload, TokenIssuer issuer, TokenHash hash, DateTimeOffset now)
    {
        if (!TokenClaims.NamesAudience(payload, issuer.Audience)) return IdentityResult.Refused(IdentityProblem.WrongAudience);
        if (TokenClaims.Time(payload, "exp") is not { } expires || TokenClaims.Time(payload, "nbf") is not { } notBefore) return IdentityResult.Refused(IdentityProblem.ClaimMissing);
        if (now >= expires + Skew) return IdentityResult.Refused(IdentityProblem.Expired);
        if (now < notBefore - Skew) return IdentityResult.Refused(IdentityProblem.NotYetValid);
        if (TokenClaims.Text(payload, "sub") is not { } subject || TokenClaims.Roles(payload, issuer.RolesClaim) is not { } roles) return IdentityResult.Refused(IdentityProblem.ClaimMissing);

        var caller = new Caller($"{issuer.Name}|{subject}", TokenClaims.Text(payload, issuer.ApplicationClaim) ?? "", null, roles, AuthenticationMethod.VerifiedJwt);
        _verified.Add(hash, caller, expires + Skew, now);
        return IdentityResult.Proven(caller);
    }

    private static bool IsTokenType(JsonElement type) =>
        type.ValueKind == JsonValueKind.String && type.GetString() is { } text
        && (text.Equals("JWT", StringComparison.OrdinalIgnoreCase) || text.Equals("at+jwt", StringComparison.OrdinalIgnoreCase) || text.Equals("application/at+jwt", StringComparison.OrdinalIgnoreCase));
}
