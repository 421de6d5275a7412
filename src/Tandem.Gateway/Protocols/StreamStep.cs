namespace Tandem.Gateway.Protocols;

/// <summary>What the pipeline does after an event of a streamed answer.</summary>
internal enum StreamStep
{
    /// <summary>Send what was released, read on.</summary>
    Continue,

    /// <summary>The answer is whole. Send what was released, commit the outcome, then send <see cref="StreamInspector.Terminal"/>.</summary>
    Finished,

    /// <summary>A finding was blocked. Send what was released, cancel upstream, commit the outcome, then send <see cref="StreamInspector.BlockedEnding"/>.</summary>
    Blocked,

    /// <summary>Upstream broke off, sent no events or reported an error (<see cref="StreamInspector.Problem"/>). Cancel upstream, commit, then send <see cref="StreamInspector.FailureEnding"/> with <c>UPSTREAM_ERROR</c>.</summary>
    UpstreamFailed,

    /// <summary>The stream cannot be inspected within the limits. Cancel upstream, commit, then send <see cref="StreamInspector.FailureEnding"/> with <c>RESPONSE_UNINSPECTABLE</c>.</summary>
    Uninspectable,
}
