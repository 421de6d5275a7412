namespace Tandem.Gateway.Identity;

/// <summary>
/// What the credential proved. The caller learns one of three reasons and no more, so that an error never tells which part of a
/// guess was right; <see cref="Detail"/> is for the operator's counters only.
/// </summary>
internal sealed record IdentityResult
{
    public Caller? Caller { get; private init; }

    /// <summary>Reason code of the refusal, null when a caller was proven.</summary>
    public string? Reason { get; private init; }

    public IdentityProblem Detail { get; private init; }

    public static IdentityResult Proven(Caller caller) => new() { Caller = caller };

    public static IdentityResult Refused(IdentityProblem problem) => new()
    {
        Detail = problem,
        Reason = problem switch
        {
            IdentityProblem.Missing => ReasonCodes.IdentityMissing,
            IdentityProblem.Expired => ReasonCodes.IdentityExpired,
            _ => ReasonCodes.IdentityInvalid,
        },
    };
}
