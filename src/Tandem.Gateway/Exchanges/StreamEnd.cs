using Tandem.Gateway.Upstream;
using Tandem.Inspection.Decisions;

namespace Tandem.Gateway.Exchanges;

/// <summary>How a stream came to its end.</summary>
/// <param name="Outcome">What the record says.</param>
/// <param name="Reason">Code of a failure; null when the answer is whole or was blocked by a rule.</param>
/// <param name="Error">What went wrong with the upstream, for the counters.</param>
internal sealed record StreamEnd(DecisionOutcome Outcome, string? Reason, UpstreamError Error)
{
    public static StreamEnd Whole { get; } = new(DecisionOutcome.Complete, null, UpstreamError.None);

    public static StreamEnd Blocked { get; } = new(DecisionOutcome.Blocked, null, UpstreamError.None);

    public static StreamEnd Uninspectable { get; } = new(DecisionOutcome.Blocked, ReasonCodes.ResponseUninspectable, UpstreamError.None);

    public static StreamEnd Failed(UpstreamError error) => error == UpstreamError.CallerGone
        ? new(DecisionOutcome.ClientAbort, ReasonCodes.ClientAbort, UpstreamError.None)
        : new(DecisionOutcome.UpstreamError, UpstreamErrors.ReasonOf(error), error);
}
