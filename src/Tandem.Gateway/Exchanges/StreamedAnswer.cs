using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Operations;
using Tandem.Gateway.Protocols;
using Tandem.Gateway.Recording;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Classification;
using Tandem.Inspection.Decisions;

namespace Tandem.Gateway.Exchanges;

/// <summary>
/// An answer that comes as a stream: what no detector can still want flows on at once; the event that closes it leaves only when the
/// outcome is durable.
/// </summary>
internal sealed class StreamedAnswer
{
    private readonly Classifier _classifier;
    private readonly KeyedHashes _hashes;
    private readonly DecisionRecorder _recorder;
    private readonly Refusals _refusals;
    private readonly GatewayMetrics _metrics;
    private readonly GatewayOptions _options;

    public StreamedAnswer(Classifier classifier, KeyedHashes hashes, DecisionRecorder recorder, Refusals refusals, GatewayMetrics metrics, GatewayOptions options)
    {
        _classifier = classifier;
        _hashes = hashes;
        _recorder = recorder;
        _refusals = refusals;
        _metrics = metrics;
        _options = options;
    }

    public async Task RelayAsync(Exchange exchange, UpstreamAnswer upstream)
    {
        using var fingerprint = _hashes.Begin();
        var judgement = new AnswerJudgement(exchange);
        // A rule may refuse the answer as such, whatever is in it; then nothing of it is read.
        judgement.DecideWhole(exchange.Record.ClassesOut);
        var inspector = exchange.Dialect!.OpenStream(new StreamScan(
            _classifier, judgement.DecideNext, SegmentScan.Replacement, piece => fingerprint.Append(piece), exchange.Route!.ResponseMode == "hold"));
        var relay = new StreamRelay(exchange, upstream, inspector, _options);
        var end = judgement.IsBlocked ? StreamEnd.Blocked : await relay.RunAsync();
        // Cancels upstream at once when it is not at its end: the connection closes before anything else is done.
        upstream.Dispose();
        Describe(exchange, inspector, judgement, fingerprint);
        await EndAsync(exchange, relay, inspector, judgement, end);
    }

    private async Task EndAsync(Exchange exchange, StreamRelay relay, StreamInspector inspector, AnswerJudgement judgement, StreamEnd end)
    {
        if (end.Error != UpstreamError.None) _metrics.UpstreamFailed(end.Error);
        if (end.Reason is { } reason && !relay.HasStarted)
        {
            // Nothing was sent yet, so the caller gets a plain refusal with its own status.
            await _refusals.FailAsync(exchange, Halt.For(reason), end.Outcome);
            return;
        }

        if (end.Reason is { } failed) exchange.Record = exchange.Record with { Reasons = [.. exchange.Record.Reasons, failed] };
        ReadOnlyMemory<byte> ending = end switch
        {
            { Outcome: DecisionOutcome.ClientAbort } => default,
            { Outcome: DecisionOutcome.Complete } => inspector.Terminal,
            { Reason: { } code } => inspector.FailureEnding(code, exchange.DecisionId),
            _ => inspector.BlockedEnding(new BlockNotice(ReasonCodes.ResponseBlock, exchange.DecisionId, judgement.RuleReasons, exchange.Record.Model)),
        };
        if (!await _recorder.CommitOutcomeAsync(exchange, end.Outcome, StatusCodes.Status200OK, relay.BytesOut + ending.Length))
        {
            // INVARIANT (no record, no answer): the caller must not take what it has for a whole answer.
            if (!relay.HasStarted)
            {
                await Refusals.RefuseUnrecordedAsync(exchange);
                return;
            }

            ending = inspector.FailureEnding(ReasonCodes.LedgerUnavailable, exchange.DecisionId);
        }

        if (end.Outcome == DecisionOutcome.ClientAbort) exchange.Context.Abort();
        else await relay.FinishAsync(ending);
    }

    private static void Describe(Exchange exchange, StreamInspector inspector, AnswerJudgement judgement, KeyedHashes.Fingerprint fingerprint)
    {
        judgement.Record();
        var coverage = exchange.Record.Coverage;
        exchange.Record = exchange.Record with
        {
            OutputFingerprint = fingerprint.Finish(),
            ModelVersion = exchange.Record.ModelVersion with { Reported = ReportedText.Of(inspector.Model) },
            Tokens = ReportedText.Of(inspector.Tokens),
            Coverage = coverage with
            {
                BytesScanned = coverage.BytesScanned + inspector.BytesScanned,
                Segments = coverage.Segments + inspector.Segments,
                Uninspected = coverage.Uninspected + inspector.Uninspected.Count,
            },
        };
    }
}
