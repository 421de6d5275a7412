using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Protocols;
using Tandem.Inspection.Decisions;

namespace Tandem.Gateway.Exchanges;

/// <summary>Ends a request with a refusal in the caller's dialect, recorded first.</summary>
internal sealed class Refusals
{
    // More than this is not read to its end just to keep a connection; the caller gets a fresh one.
    private const long WorthDraining = 64 * 1024;

    private readonly DecisionRecorder _recorder;

    public Refusals(DecisionRecorder recorder) => _recorder = recorder;

    /// <summary>Refuses before anything was forwarded.</summary>
    public async Task RefuseAsync(Exchange exchange, Halt halt)
    {
        if (exchange.Shedding is { } shedding)
        {
            await ShedAsync(exchange, halt, shedding);
            return;
        }

        // Nobody waits for an answer any more; the record is made all the same.
        var isGone = halt.Reason == ReasonCodes.ClientAbort;
        var refusal = Build(exchange, halt);
        if (!await _recorder.CommitRefusalAsync(exchange, halt, isGone ? 0 : refusal.Status, isGone ? 0 : refusal.Body.Length))
        {
            await RefuseUnrecordedAsync(exchange);
            return;
        }

        if (isGone) exchange.Context.Abort();
        else await SendAsync(exchange, refusal);
    }

    /// <summary>Completes a forwarded request whose answer cannot be released; <paramref name="status"/> goes before the reason's own.</summary>
    public async Task FailAsync(Exchange exchange, Halt halt, DecisionOutcome outcome, int? status = null)
    {
        var refusal = Build(exchange, halt);
        if (status is { } other) refusal = refusal with { Status = other };
        exchange.Record = exchange.Record with { Reasons = [.. exchange.Record.Reasons, .. halt.AllReasons] };
        var isGone = outcome == DecisionOutcome.ClientAbort;
        if (!await _recorder.CommitOutcomeAsync(exchange, outcome, isGone ? 0 : refusal.Status, isGone ? 0 : refusal.Body.Length))
        {
            await RefuseUnrecordedAsync(exchange);
            return;
        }

        if (isGone) exchange.Context.Abort();
        else await SendAsync(exchange, refusal);
    }

    /// <summary>A refusal without a record: there is no ledger to write it to.</summary>
    public static Task RefuseUnrecordedAsync(Exchange exchange) => SendAsync(exchange, Build(exchange, Halt.For(ReasonCodes.LedgerUnavailable)));

    // The id it carries is that of the record that will count it, so that it can be quoted like any other.
    private static Task ShedAsync(Exchange exchange, Halt halt, Shedding shedding)
    {
        exchange.Record = exchange.Record with { RequestId = shedding.Id };
        var headers = exchange.Context.Response.Headers;
        headers[Acceptance.DecisionHeader] = shedding.Id;
        headers.RetryAfter = shedding.RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return SendAsync(exchange, Build(exchange, halt));
    }

    private static Refusal Build(Exchange exchange, Halt halt) =>
        exchange.Dialect?.Refuse(halt.Reason, exchange.DecisionId, halt.Detail, halt.RuleReasons)
        ?? Refusal.WithoutDialect(halt.Reason, exchange.DecisionId, halt.Detail);

    private static async Task SendAsync(Exchange exchange, Refusal refusal)
    {
        var response = exchange.Context.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = refusal.ContentType;
        response.ContentLength = refusal.Body.Length;
        response.Headers["x-should-retry"] = refusal.ShouldRetry ? "true" : "false";
        if (refusal.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (exchange.Request is null && exchange.Context.Request.ContentLength is null or > WorthDraining) response.Headers.Connection = "close";
        try
        {
            await response.Body.WriteAsync(refusal.Body, exchange.CallerGone);
            await response.CompleteAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The caller left before the refusal arrived; the record says what was decided.
        }
    }
}
