namespace Tandem.Gateway.Protocols.Sse;

/// <summary>What one read of an event stream gave.</summary>
/// <param name="Event">The event; null when the stream ended or its framing is broken.</param>
/// <param name="Problem">Why there is no event; <see cref="SseProblem.None"/> when there is one.</param>
internal sealed record SseReading(SseEvent? Event, SseProblem Problem)
{
    public static SseReading Of(SseEvent sseEvent) => new(sseEvent, SseProblem.None);

    public static SseReading Failed(SseProblem problem) => new(null, problem);
}
