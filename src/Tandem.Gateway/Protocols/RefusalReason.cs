using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Tandem.Gateway.Protocols;

/// <summary>What a reason code means to a caller; docs/errors.md explains each at length.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Status">HTTP status; a dialect may have its own for the same meaning.</param>
/// <param name="Sentence">What to say when there is nothing more exact.</param>
/// <param name="ShouldRetry">Whether the same request may succeed later.</param>
internal sealed record RefusalReason(string Code, int Status, string Sentence, bool ShouldRetry)
{
    private static readonly RefusalReason[] All =
    [
        new(ReasonCodes.IdentityMissing, StatusCodes.Status401Unauthorized, "no credential was sent; send an API key or a token", false),
        new(ReasonCodes.IdentityInvalid, StatusCodes.Status401Unauthorized, "the credential is not valid; ask the operator for a new one", false),
        new(ReasonCodes.IdentityExpired, StatusCodes.Status401Unauthorized, "the credential has expired; get a new one", false),
        new(ReasonCodes.RouteUnknown, StatusCodes.Status404NotFound, "no route serves this path; check the base URL", false),
        new(ReasonCodes.ModelUnknown, StatusCodes.Status404NotFound, "this model is not offered on this route; ask for one that is", false),
        new(ReasonCodes.BodyTooLarge, StatusCodes.Status413PayloadTooLarge, "the body is larger than this route allows; send less", false),
        new(ReasonCodes.BodyInvalid, StatusCodes.Status400BadRequest, "the body cannot be read; send one JSON object in UTF-8", false),
        new(ReasonCodes.BodyTimeout, StatusCodes.Status408RequestTimeout, "the body did not arrive in time; send it again", true),
        new(ReasonCodes.EncodingUnsupported, StatusCodes.Status415UnsupportedMediaType, "this content type or encoding is not read here; send JSON in UTF-8", false),
        new(ReasonCodes.PolicyBlock, StatusCodes.Status403Forbidden, "policy does not allow this request", false),
        new(ReasonCodes.PolicyNotLoaded, StatusCodes.Status503ServiceUnavailable, "no policy is in force, so nothing passes; tell the operator", true),
        new(ReasonCodes.IntendedUse, StatusCodes.Status403Forbidden, "the request lies outside the intended use of this AI system", false),
        new(ReasonCodes.ScanBudget, StatusCodes.Status422UnprocessableEntity, "the text is too costly to inspect; simplify or shorten it", false),
        new(ReasonCodes.UpstreamUnreachable, StatusCodes.Status502BadGateway, "the model's endpoint cannot be reached; try again later", true),
        new(ReasonCodes.UpstreamTimeout, StatusCodes.Status504GatewayTimeout, "the model's endpoint did not answer in time; try again later", true),
        new(ReasonCodes.UpstreamError, StatusCodes.Status502BadGateway, "the model's endpoint answered with something that is no answer; try again later", true),
        new(ReasonCodes.ResponseBlock, StatusCodes.Status403Forbidden, "policy does not allow this answer to be released", false),
        new(ReasonCodes.ResponseUninspectable, StatusCodes.Status502BadGateway, "the answer cannot be inspected and was withheld", false),
        new(ReasonCodes.LedgerUnavailable, StatusCodes.Status503ServiceUnavailable, "the decision cannot be recorded, so nothing is released; try again later", true),
        new(ReasonCodes.InternalError, StatusCodes.Status500InternalServerError, "the gateway could not carry out the request; quote the decision to the operator", false),
        new(ReasonCodes.RateLimited, StatusCodes.Status429TooManyRequests, "too many requests without a valid credential came from here; send a valid one, or wait", true),
        new(ReasonCodes.Overloaded, StatusCodes.Status503ServiceUnavailable, "the gateway is busy; try again later", true),
    ];

    private static readonly FrozenDictionary<string, RefusalReason> ByCode = All.ToFrozenDictionary(reason => reason.Code, StringComparer.Ordinal);

    public static IReadOnlyCollection<RefusalReason> Listed => All;

    /// <summary>The meaning of a code; a code that is not for callers (<c>CLIENT_ABORT</c>) or not known counts as an internal error under its own name.</summary>
    public static RefusalReason Of(string code) => ByCode.TryGetValue(code, out var reason) ? reason : ByCode[ReasonCodes.InternalError] with { Code = code };
}
