namespace Tandem.Gateway.Identity;

/// <summary>Why a credential proved nothing; for counters and tests, never shown to the caller.</summary>
internal enum IdentityProblem
{
    None,
    Missing,
    Expired,
    Ambiguous,
    TooLong,
    Malformed,
    UnknownKey,
    WrongSecret,
    Revoked,
    UnknownIssuer,
    AlgorithmRefused,
    UnknownSigningKey,
    CriticalHeader,
    WrongSignature,
    WrongAudience,
    NotYetValid,
    ClaimMissing,
}
