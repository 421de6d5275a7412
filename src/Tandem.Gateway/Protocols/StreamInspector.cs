using System.Buffers;
using Tandem.Gateway.Protocols.Sse;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Protocols;

/// <summary>Judges one streamed answer event by event and releases what is final. One per answer; not thread-safe.</summary>
/// <remarks>
/// <code>
/// var inspector = dialect.OpenStream(scan);
/// var reader = new SseReader(upstreamBody);
/// while (true)
/// {
///     var read = await reader.ReadAsync(cancellationToken);          // IOException and cancellation are the pipeline's
///     var step = inspector.Accept(read, released);                   // also takes the end of the stream and broken framing
///     // write what is in `released` to the caller and flush, whatever the step is
///     if (step != StreamStep.Continue) break;                        // see StreamStep for what to do
/// }
/// </code>
/// INVARIANT (stream): for every split of the bytes into reads the released bytes are the same, and hold no byte of a finding that was blocked or redacted.
/// After a step other than Continue, Accept must not be called again.
/// </remarks>
internal abstract class StreamInspector
{
    /// <summary>Takes one reading and writes the bytes that may be sent now.</summary>
    public abstract StreamStep Accept(SseReading reading, IBufferWriter<byte> released);

    /// <summary>The closing event as upstream sent it (<c>[DONE]</c>, <c>message_stop</c>); empty before <see cref="StreamStep.Finished"/>.</summary>
    public ReadOnlyMemory<byte> Terminal { get; protected set; }

    /// <summary>Why the step was <see cref="StreamStep.UpstreamFailed"/> or <see cref="StreamStep.Uninspectable"/>; for logs and records, never with text of the answer.</summary>
    public string? Problem { get; protected set; }

    /// <summary>All findings so far, whatever became of them.</summary>
    public abstract IReadOnlyCollection<Finding> Findings { get; }

    /// <summary>Parts that were passed on without inspection.</summary>
    public abstract IReadOnlyList<UninspectedPart> Uninspected { get; }

    public abstract TokenCounts Tokens { get; }

    /// <summary>The model as upstream names it; null before it did.</summary>
    public abstract string? Model { get; }

    /// <summary>Why upstream stopped, in the dialect's own word; null before it did.</summary>
    public abstract string? FinishReason { get; }

    /// <summary>Bytes of text that were scanned.</summary>
    public abstract long BytesScanned { get; }

    /// <summary>Texts that were scanned: channels and single strings.</summary>
    public abstract long Segments { get; }

    /// <summary>The events that end a blocked answer in the caller's dialect; closes what was opened.</summary>
    public abstract byte[] BlockedEnding(BlockNotice notice);

    /// <summary>The event that ends an answer which fails in the middle.</summary>
    /// <param name="reason">A code of <see cref="ReasonCodes"/>: <c>UPSTREAM_ERROR</c>, <c>UPSTREAM_TIMEOUT</c>, <c>LEDGER_UNAVAILABLE</c>, <c>RESPONSE_UNINSPECTABLE</c>.</param>
    /// <param name="decisionId">The decision id that the caller can quote.</param>
    public abstract byte[] FailureEnding(string reason, string decisionId);
}
