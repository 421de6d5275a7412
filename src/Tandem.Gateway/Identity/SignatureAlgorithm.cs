namespace Tandem.Gateway.Identity;

/// <summary>The signature algorithms of tokens; a closed list, so that `none` and HMAC with a public key have no value to take.</summary>
internal enum SignatureAlgorithm
{
    ES256,
    RS256,
    EdDSA,
}

internal static class SignatureAlgorithmNames
{
    public static bool TryParse(string? name, out SignatureAlgorithm algorithm)
    {
        // Exact and case-sensitive, as RFC 7515 section 4.1.1 has it.
        (var isKnown, algorithm) = name switch
        {
            "ES256" => (true, SignatureAlgorithm.ES256),
            "RS256" => (true, SignatureAlgorithm.RS256),
            "EdDSA" => (true, SignatureAlgorithm.EdDSA),
            _ => (false, default),
        };
        return isKnown;
    }
}
