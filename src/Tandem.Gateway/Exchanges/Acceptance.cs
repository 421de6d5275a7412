using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Bodies;
using Tandem.Gateway.Policies;
using Tandem.Gateway.Recording;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Decisions;
using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Exchanges;

/// <summary>First step: gives the request its decision id, ties it to the bundle in force and removes what a caller may not assert.</summary>
internal sealed class Acceptance
{
    /// <summary>Header of every answer; what a caller quotes when asking about a decision.</summary>
    public const string DecisionHeader = "x-tandem-decision";

    private readonly GatewayOptions _options;
    private readonly PolicyInForce _policy;
    private readonly BodyBudget _budget;

    public Acceptance(GatewayOptions options, PolicyInForce policy, BodyBudget budget)
    {
        _options = options;
        _policy = policy;
        _budget = budget;
    }

    public Exchange Accept(HttpContext context)
    {
        var clock = new PhaseClock(_options.TimeProvider);
        var snapshot = _policy.Hold();
        var bundle = snapshot?.Bundle;
        var dialect = DialectByPath.Of(context.Request.Path.Value);
        // Until something decides otherwise the answer is no. What was asked for is known from the path, also of a caller who is not.
        var record = new DecisionRecord
        {
            Kind = DecisionKind.Decision,
            RequestId = Guid.CreateVersion7(_options.TimeProvider.GetUtcNow()).ToString(),
            Tenant = _options.Tenant,
            Source = SourceZone.Of(context.Connection.RemoteIpAddress),
            Action = dialect?.Action ?? "other",
            Effect = Effect.Block,
            Policy = bundle is null ? PolicyReference.None : new PolicyReference($"{bundle.Id}@{bundle.Version}", bundle.Hash, bundle.Author, bundle.Approvers),
        };
        RequestHeaders.StripAsserted(context.Request.Headers);
        context.Response.Headers[DecisionHeader] = record.RequestId;
        return new Exchange(context, record, snapshot, new BodyLease(_budget), clock) { Dialect = dialect };
    }
}
