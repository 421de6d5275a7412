namespace Tandem.Gateway.Identity;

/// <summary>An issuer whose tokens are accepted, with all that is fixed about them in advance.</summary>
/// <param name="Name">Exact value of <c>iss</c>.</param>
/// <param name="Audience">Value that <c>aud</c> must hold.</param>
/// <param name="Algorithms">Algorithms this issuer may use.</param>
/// <param name="Keys">Its pinned keys.</param>
/// <param name="ApplicationClaim">Claim that names the calling application.</param>
/// <param name="RolesClaim">Claim that names the roles.</param>
internal sealed record TokenIssuer(
    string Name,
    string Audience,
    IReadOnlySet<SignatureAlgorithm> Algorithms,
    IReadOnlyList<TokenKey> Keys,
    string ApplicationClaim,
    string RolesClaim);
