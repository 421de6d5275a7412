namespace Tandem.Gateway;

/// <summary>The stable reason codes of refusals and records; docs/errors.md explains each one.</summary>
internal static class ReasonCodes
{
    public const string IdentityMissing = "IDENTITY_MISSING";
    public const string IdentityInvalid = "IDENTITY_INVALID";
    public const string IdentityExpired = "IDENTITY_EXPIRED";
    public const string RouteUnknown = "ROUTE_UNKNOWN";
    public const string ModelUnknown = "MODEL_UNKNOWN";
    public const string BodyTooLarge = "BODY_TOO_LARGE";
    public const string BodyInvalid = "BODY_INVALID";
    public const string BodyTimeout = "BODY_TIMEOUT";
    public const string EncodingUnsupported = "ENCODING_UNSUPPORTED";
    public const string PolicyBlock = "POLICY_BLOCK";
    public const string PolicyNotLoaded = "POLICY_NOT_LOADED";
    public const string IntendedUse = "INTENDED_USE";
    public const string ScanBudget = "SCAN_BUDGET";
    public const string UpstreamUnreachable = "UPSTREAM_UNREACHABLE";
    public const string UpstreamTimeout = "UPSTREAM_TIMEOUT";
    public const string UpstreamError = "UPSTREAM_ERROR";
    public const string ResponseBlock = "RESPONSE_BLOCK";
    public const string ResponseUninspectable = "RESPONSE_UNINSPECTABLE";
    public const string LedgerUnavailable = "LEDGER_UNAVAILABLE";
    public const string ClientAbort = "CLIENT_ABORT";
    public const string RateLimited = "RATE_LIMITED";
    public const string Overloaded = "OVERLOADED";
    public const string InternalError = "INTERNAL_ERROR";
    public const string RecoveredAfterCrash = "RECOVERED_AFTER_CRASH";
}
