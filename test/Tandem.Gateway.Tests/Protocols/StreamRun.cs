using System.Buffers;
using System.Text;
using Tandem.Gateway.Protocols;
using Tandem.Gateway.Protocols.Sse;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Tests.Protocols;

/// <summary>One streamed answer run through framer and inspector, as the pipeline does it.</summary>
internal sealed record StreamRun(string Sent, StreamStep Step, StreamInspector Inspector)
{
    public static BlockNotice Notice { get; } = new(ReasonCodes.ResponseBlock, "0199-decision", ["DATA_SECRET"], "small");

    /// <summary>What the caller gets in the end, closing or ending events included.</summary>
    public string Received => Sent + Step switch
    {
        StreamStep.Finished => Encoding.UTF8.GetString(Inspector.Terminal.Span),
        StreamStep.Blocked => Encoding.UTF8.GetString(Inspector.BlockedEnding(Notice)),
        StreamStep.UpstreamFailed => Encoding.UTF8.GetString(Inspector.FailureEnding(ReasonCodes.UpstreamError, Notice.DecisionId)),
        StreamStep.Uninspectable => Encoding.UTF8.GetString(Inspector.FailureEnding(ReasonCodes.ResponseUninspectable, Notice.DecisionId)),
        _ => "",
    };

    public static StreamScan Scan(bool holdAll = false, Action<ReadOnlySpan<byte>>? observed = null) => new(
        Classifier.Default,
        finding => finding.Type.Split('.')[0] switch { "secret" => SpanAction.Block, "fin" => SpanAction.Redact, _ => SpanAction.Release },
        finding => $"[{finding.Type}]",
        observed,
        holdAll);

    public static StreamRun Of(string dialect, string stream, StreamScan? scan = null) => Of(dialect, [Encoding.UTF8.GetBytes(stream)], scan);

    /// <summary>Feeds the pieces one by one, taking all events that are ready after each.</summary>
    public static StreamRun Of(string dialect, IEnumerable<byte[]> pieces, StreamScan? scan = null)
    {
        var inspector = Dialect.Find(dialect)!.OpenStream(scan ?? Scan());
        var framer = new SseFramer();
        var released = new ArrayBufferWriter<byte>();
        foreach (var piece in pieces)
        {
            framer.Append(piece);
            if (TakeAll() is { } ended) return ended;
        }

        framer.Complete();
        return TakeAll() ?? throw new InvalidOperationException("a stream always ends in a step");

        StreamRun? TakeAll()
        {
            while (framer.TryRead() is { } reading)
            {
                var step = inspector.Accept(reading, released);
                if (step != StreamStep.Continue) return new StreamRun(Encoding.UTF8.GetString(released.WrittenSpan), step, inspector);
            }

            return null;
        }
    }
}
