using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Operations;
using Tandem.Gateway.Protocols;
using Tandem.Gateway.Recording;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Classification;
using Tandem.Inspection.Decisions;

namespace Tandem.Gateway.Exchanges;

/// <summary>An answer that comes whole: read, scan, decide, commit the outcome, and only then release.</summary>
internal sealed class BufferedAnswer
{
    private readonly Classifier _classifier;
    private readonly KeyedHashes _hashes;
    private readonly DecisionRecorder _recorder;
    private readonly Refusals _refusals;
    private readonly GatewayMetrics _metrics;
    private readonly GatewayOptions _options;

    public BufferedAnswer(Classifier classifier, KeyedHashes hashes, DecisionRecorder recorder, Refusals refusals, GatewayMetrics metrics, GatewayOptions options)
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
        var (body, error) = await upstream.ReadAllAsync(_options.ResponseLimitBytes, exchange.CallerGone, exchange.Deadline);
        exchange.Clock.UpstreamUs += exchange.Clock.Lap();
        if (error != UpstreamError.None)
        {
            _metrics.UpstreamFailed(error);
            await _refusals.FailAsync(exchange, Halt.For(UpstreamErrors.ReasonOf(error)), error == UpstreamError.CallerGone ? DecisionOutcome.ClientAbort : DecisionOutcome.UpstreamError);
            return;
        }

        var reading = exchange.Dialect!.ReadAnswer(body);
        if (reading.Answer is not { } answer)
        {
            await RefuseUnreadableAsync(exchange, upstream.Status);
            return;
        }

        var scan = SegmentScan.Of(_classifier, answer.Segments);
        Describe(exchange, answer, scan);
        exchange.Clock.ScanOutUs = exchange.Clock.Lap();
        if (scan.IsIncomplete)
        {
            await _refusals.FailAsync(exchange, Halt.For(ReasonCodes.ResponseUninspectable), DecisionOutcome.Blocked);
            return;
        }

        await ReleaseAsync(exchange, upstream, body, answer, scan);
    }

    private async Task ReleaseAsync(Exchange exchange, UpstreamAnswer upstream, ReadOnlyMemory<byte> body, Answer answer, SegmentScan scan)
    {
        var isError = upstream.Status >= StatusCodes.Status400BadRequest;
        var judgement = new AnswerJudgement(exchange);
        var decision = judgement.DecideWhole(scan.Classes);
        var released = body;
        if (!judgement.IsBlocked)
        {
            var (changes, count) = scan.Redact(decision.Redacts);
            // INVARIANT (redaction): as for requests, nothing leaves that was to be removed.
            if (scan.StillHolds(changes, decision.Redacts))
            {
                judgement.Record();
                await _refusals.FailAsync(exchange, Halt.For(ReasonCodes.ResponseUninspectable), DecisionOutcome.Blocked);
                return;
            }

            judgement.CountRedacted(count);
            if (changes.Count > 0) released = answer.Rewrite(changes);
        }

        judgement.Record();
        exchange.Clock.DecideUs += exchange.Clock.Lap();
        if (judgement.IsBlocked && isError)
        {
            // The judgement has put its reasons into the record; an error has no blocked shape of its own, so it becomes a refusal.
            await _refusals.FailAsync(exchange, new Halt(ReasonCodes.ResponseBlock, null, judgement.RuleReasons), DecisionOutcome.Blocked);
            return;
        }

        if (judgement.IsBlocked) released = exchange.Dialect!.BlockedAnswer(new BlockNotice(ReasonCodes.ResponseBlock, exchange.DecisionId, judgement.RuleReasons, exchange.Record.Model), answer);
        if (isError) exchange.Record = exchange.Record with { Reasons = [.. exchange.Record.Reasons, ReasonCodes.UpstreamError] };
        var outcome = judgement.IsBlocked ? DecisionOutcome.Blocked : isError ? DecisionOutcome.UpstreamError : DecisionOutcome.Complete;
        if (!await _recorder.CommitOutcomeAsync(exchange, outcome, upstream.Status, released.Length))
        {
            await Refusals.RefuseUnrecordedAsync(exchange);
            return;
        }

        await SendAsync(exchange, upstream, released);
    }

    private void Describe(Exchange exchange, Answer answer, SegmentScan scan)
    {
        using var fingerprint = _hashes.Begin();
        foreach (var segment in answer.Segments) fingerprint.Add(segment.Text.Span);
        var coverage = exchange.Record.Coverage;
        exchange.Record = exchange.Record with
        {
            OutputFingerprint = fingerprint.Finish(),
            ModelVersion = exchange.Record.ModelVersion with { Reported = ReportedText.Of(answer.Model) },
            Tokens = ReportedText.Of(answer.Tokens),
            Coverage = coverage with
            {
                BytesScanned = coverage.BytesScanned + scan.BytesScanned,
                Segments = coverage.Segments + answer.Segments.Count,
                Uninspected = coverage.Uninspected + answer.Uninspected.Count,
            },
        };
    }

    /// <summary>An upstream's error page keeps its status, but what it says was not inspected and stays here.</summary>
    private Task RefuseUnreadableAsync(Exchange exchange, int status) => status >= StatusCodes.Status400BadRequest
        ? _refusals.FailAsync(exchange, Halt.For(ReasonCodes.UpstreamError), DecisionOutcome.UpstreamError, status)
        : _refusals.FailAsync(exchange, Halt.For(ReasonCodes.ResponseUninspectable), DecisionOutcome.Blocked);

    private static async Task SendAsync(Exchange exchange, UpstreamAnswer upstream, ReadOnlyMemory<byte> body)
    {
        var response = exchange.Context.Response;
        response.StatusCode = upstream.Status;
        ResponseHeaders.CopyTo(upstream.Message, response.Headers);
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        try
        {
            await response.Body.WriteAsync(body, exchange.CallerGone);
            await response.CompleteAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Released and recorded; that the caller did not wait for it changes neither.
        }
    }
}
