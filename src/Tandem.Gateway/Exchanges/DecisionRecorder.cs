using Tandem.Gateway.Operations;
using Tandem.Gateway.Recording;
using Tandem.Inspection.Decisions;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Exchanges;

/// <summary>
/// Commits the records of a request. INVARIANT (no record, no answer): every method returns true only when the record is durable, and
/// whoever gets false releases nothing.
/// </summary>
internal sealed class DecisionRecorder
{
    private readonly IRecordLog _log;
    private readonly GatewayMetrics _metrics;
    private readonly Microsoft.Extensions.Logging.ILogger _logger;
    private readonly LineLimit _lines;

    public DecisionRecorder(IRecordLog log, GatewayMetrics metrics, TimeProvider time, Microsoft.Extensions.Logging.ILogger<DecisionRecorder> logger)
    {
        _log = log;
        _metrics = metrics;
        _logger = logger;
        _lines = new LineLimit(time);
    }

    /// <summary>Before anything is forwarded: that it will be, and on what grounds.</summary>
    public async Task<bool> CommitDecisionAsync(Exchange exchange)
    {
        exchange.Record = exchange.Record with { Durations = exchange.Clock.Durations() };
        if (await CommitAsync(exchange) is not { } number) return false;
        exchange.DecisionNumber = number;
        return true;
    }

    /// <summary>A refused request is complete with its decision record.</summary>
    public async Task<bool> CommitRefusalAsync(Exchange exchange, Halt halt, int status, long bytesOut)
    {
        exchange.Record = exchange.Record with
        {
            Effect = Inspection.Policy.Effect.Block,
            Reasons = halt.AllReasons,
            Outcome = DecisionOutcome.Refused,
            Status = status,
            Durations = exchange.Clock.Durations(),
            Coverage = exchange.Record.Coverage with { BytesOut = bytesOut },
        };
        if (await CommitAsync(exchange) is null) return false;
        _metrics.Completed(exchange.Record);
        return true;
    }

    /// <summary>Completes a request that was forwarded; repeats what the decision said, so that one record carries every field.</summary>
    public async Task<bool> CommitOutcomeAsync(Exchange exchange, DecisionOutcome outcome, int status, long bytesOut)
    {
        exchange.Record = exchange.Record with
        {
            Kind = DecisionKind.Outcome,
            // Withheld is withheld, whether a rule said so or nobody could look into it: something came back and did not pass.
            Effect = outcome == DecisionOutcome.Blocked ? Inspection.Policy.Effect.Block : exchange.Record.Effect,
            Response = outcome == DecisionOutcome.Blocked ? ResponseVerdict.Blocked : exchange.Record.Response,
            Reference = exchange.DecisionNumber,
            Outcome = outcome,
            Status = status,
            Durations = exchange.Clock.Durations(),
            Coverage = exchange.Record.Coverage with { BytesOut = bytesOut },
        };
        if (await CommitAsync(exchange) is null) return false;
        _metrics.Completed(exchange.Record);
        return true;
    }

    private async Task<long?> CommitAsync(Exchange exchange)
    {
        try
        {
            var receipt = await _log.AppendAsync(DecisionDraft.Of(exchange.Record));
            exchange.Clock.CommitUs += exchange.Clock.Lap();
            return receipt.Sequence;
        }
        catch (LedgerUnavailableException exception)
        {
            _metrics.CommitFailed(exception.Fault);
            if (_lines.TryPass(out var unsaid)) RecordingLog.NotRecorded(_logger, exchange.DecisionId, exchange.Record.Kind.ToText(), exception.Fault, unsaid);
            return null;
        }
    }
}
