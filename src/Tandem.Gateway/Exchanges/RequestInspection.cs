using Tandem.Gateway.Recording;
using Tandem.Inspection.Classification;
using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Exchanges;

/// <summary>Fourth and fifth step: what is in the request, and may it pass?</summary>
internal sealed class RequestInspection
{
    private readonly Classifier _classifier;
    private readonly KeyedHashes _hashes;

    public RequestInspection(Classifier classifier, KeyedHashes hashes)
    {
        _classifier = classifier;
        _hashes = hashes;
    }

    public Halt? ScanAndDecide(Exchange exchange)
    {
        var scan = Scan(exchange);
        exchange.Clock.ScanUs = exchange.Clock.Lap();
        var halt = scan.IsIncomplete ? Halt.For(ReasonCodes.ScanBudget) : Decide(exchange, scan);
        exchange.Clock.DecideUs = exchange.Clock.Lap();
        return halt;
    }

    private SegmentScan Scan(Exchange exchange)
    {
        var request = exchange.Request!;
        var scan = SegmentScan.Of(_classifier, request.Segments);
        using var fingerprint = _hashes.Begin();
        foreach (var segment in request.Segments) fingerprint.Add(segment.Text.Span);
        exchange.Record = exchange.Record with
        {
            InputFingerprint = fingerprint.Finish(),
            ClassesIn = scan.Classes,
            Level = exchange.Snapshot!.Bundle.Classes.HighestLevel(scan.Classes.Keys),
            Coverage = exchange.Record.Coverage with { BytesScanned = scan.BytesScanned },
        };
        return scan;
    }

    private static Halt? Decide(Exchange exchange, SegmentScan scan)
    {
        var request = exchange.Request!;
        exchange.Facts = exchange.Facts! with
        {
            Model = exchange.Record.Model,
            ClassesIn = scan.Classes,
            LevelIn = exchange.Record.Level,
            Stream = request.Stream,
            Tools = request.Tools,
            BodyBytes = exchange.Body.Length,
            Uninspected = request.Uninspected.Count,
        };
        var decision = exchange.Snapshot!.Bundle.Decide(PolicyPhase.Request, exchange.Facts);
        exchange.Record = exchange.Record with
        {
            Effect = decision.Effect,
            Rules = [.. exchange.Record.Rules.Union(decision.Rules, StringComparer.Ordinal)],
            Reasons = [.. exchange.Record.Reasons.Union(decision.Reasons, StringComparer.Ordinal)],
        };
        switch (decision.Effect)
        {
            case Effect.Allow:
                exchange.Forwarded = request.Rewrite(new Dictionary<int, byte[]>(), UpstreamModel(exchange));
                return null;
            case Effect.Redact:
                return Redact(exchange, scan, decision);
            case Effect.Block:
            case Effect.Annotate:
            case Effect.Tokenise:
            case Effect.Mask:
            case Effect.Review:
                // A bundle with an effect that is not carried out is refused at load; should one appear, it counts as block.
                return decision.Effect == Effect.Block ? Halt.By(decision) : Halt.For(ReasonCodes.PolicyBlock);
            default:
                throw new InvalidOperationException($"effect `{decision.Effect}` is not known here; teach this step what it means");
        }
    }

    private static Halt? Redact(Exchange exchange, SegmentScan scan, PolicyDecision decision)
    {
        var (changes, count) = scan.Redact(decision.Redacts);
        // INVARIANT (redaction): nothing that was to be removed is forwarded, even if removing one thing brought another together.
        if (scan.StillHolds(changes, decision.Redacts)) return Halt.For(ReasonCodes.PolicyBlock, "the request cannot be redacted safely; remove the marked data and send it again");
        exchange.Forwarded = exchange.Request!.Rewrite(changes, UpstreamModel(exchange));
        exchange.Record = exchange.Record with { Transforms = Counts.Add(exchange.Record.Transforms, "redact", count) };
        return null;
    }

    private static string? UpstreamModel(Exchange exchange) => exchange.Route!.Models[exchange.Record.Model].UpstreamModel;
}
