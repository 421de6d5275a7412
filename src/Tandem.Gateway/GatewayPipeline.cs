using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tandem.Gateway.Exchanges;
using Tandem.Gateway.Operations;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Decisions;

namespace Tandem.Gateway;

/// <summary>
/// THE ORDER in which a request passes: accept, strip, admit, read, decode, walk, scan, decide, commit the decision, forward, scan the
/// answer, decide, commit the outcome, release. Each step is a class of its own; only this file knows what comes after what.
/// </summary>
internal sealed class GatewayPipeline
{
    private readonly Acceptance _acceptance;
    private readonly Admission _admission;
    private readonly Intake _intake;
    private readonly RequestInspection _inspection;
    private readonly DecisionRecorder _recorder;
    private readonly Forwarding _forwarding;
    private readonly BufferedAnswer _buffered;
    private readonly StreamedAnswer _streamed;
    private readonly Refusals _refusals;
    private readonly GatewayMetrics _metrics;
    private readonly ILogger _logger;

    public GatewayPipeline(
        Acceptance acceptance, Admission admission, Intake intake, RequestInspection inspection, DecisionRecorder recorder, Forwarding forwarding,
        BufferedAnswer buffered, StreamedAnswer streamed, Refusals refusals, GatewayMetrics metrics, ILogger<GatewayPipeline> logger)
    {
        _acceptance = acceptance;
        _admission = admission;
        _intake = intake;
        _inspection = inspection;
        _recorder = recorder;
        _forwarding = forwarding;
        _buffered = buffered;
        _streamed = streamed;
        _refusals = refusals;
        _metrics = metrics;
        _logger = logger;
    }

    public async Task HandleAsync(HttpContext context)
    {
        _metrics.Started();
        try
        {
            using var exchange = _acceptance.Accept(context);
            await PassAsync(exchange);
        }
        finally
        {
            _metrics.Ended();
        }
    }

    private async Task PassAsync(Exchange exchange)
    {
        try
        {
            var halt = _admission.Admit(exchange)
                ?? await _intake.ReadAsync(exchange)
                ?? Intake.Parse(exchange)
                ?? _inspection.ScanAndDecide(exchange);
            if (halt is not null) await _refusals.RefuseAsync(exchange, halt);
            else if (await _recorder.CommitDecisionAsync(exchange)) await ForwardAsync(exchange);
            else await Refusals.RefuseUnrecordedAsync(exchange);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A fault nobody foresaw ends like every other request: with a record, and with nothing released after it.
            GatewayLog.Failed(_logger, exchange.DecisionId, exception.GetType().Name, exception.StackTrace);
            await EndFailedAsync(exchange);
        }
    }

    private async Task ForwardAsync(Exchange exchange)
    {
        // INVARIANT (no record, no answer): the decision record is durable here; no byte left before.
        using var answer = await _forwarding.SendAsync(exchange);
        if (answer.Error != UpstreamError.None)
        {
            var outcome = answer.Error == UpstreamError.CallerGone ? DecisionOutcome.ClientAbort : DecisionOutcome.UpstreamError;
            await _refusals.FailAsync(exchange, Halt.For(UpstreamErrors.ReasonOf(answer.Error)), outcome);
        }
        else if (answer.IsRedirectOrInterim)
        {
            // Nothing is followed: where it leads was not decided.
            await _refusals.FailAsync(exchange, Halt.For(ReasonCodes.UpstreamError), DecisionOutcome.UpstreamError);
        }
        else if (answer.IsEncoded)
        {
            await _refusals.FailAsync(exchange, Halt.For(ReasonCodes.ResponseUninspectable), DecisionOutcome.Blocked);
        }
        else if (answer.IsEventStream)
        {
            await _streamed.RelayAsync(exchange, answer);
        }
        else
        {
            await _buffered.RelayAsync(exchange, answer);
        }
    }

    private async Task EndFailedAsync(Exchange exchange)
    {
        var halt = Halt.For(ReasonCodes.InternalError);
        if (exchange.Context.Response.HasStarted)
        {
            // What has left has left; cutting the connection tells the caller that it is not whole.
            exchange.Context.Abort();
            if (exchange.Record.Outcome == DecisionOutcome.Pending) await _recorder.CommitOutcomeAsync(exchange, DecisionOutcome.Blocked, StatusCodes.Status200OK, 0);
        }
        else if (exchange.DecisionNumber < 0)
        {
            await _refusals.RefuseAsync(exchange, halt);
        }
        else if (exchange.Record.Kind == DecisionKind.Decision)
        {
            await _refusals.FailAsync(exchange, halt, DecisionOutcome.Blocked);
        }
        else
        {
            // The outcome itself could not be written; its answer stays here.
            await Refusals.RefuseUnrecordedAsync(exchange);
        }
    }
}
