namespace Tandem.Gateway.Protocols.Sse;

/// <summary>Why a stream gave no further event.</summary>
internal enum SseProblem
{
    None,

    /// <summary>The stream ended after a whole event.</summary>
    End,

    /// <summary>The stream ended inside an event.</summary>
    Truncated,

    /// <summary>An event is larger than <see cref="SseFramer.EventLimitBytes"/>.</summary>
    TooLarge,

    /// <summary>A line holds a NUL or is no UTF-8.</summary>
    Malformed,
}
