using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Bodies;
using Tandem.Gateway.Identity;
using Tandem.Gateway.Operations;
using Tandem.Gateway.Protocols;
using Tandem.Gateway.Recording;
using Tandem.Inspection.Decisions;
using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Exchanges;

/// <summary>Second step, before a byte of the body is read: who calls, which way it goes, whether there is room.</summary>
internal sealed class Admission
{
    private readonly Authenticator _authenticator;
    private readonly KeyedHashes _hashes;
    private readonly GatewayMetrics _metrics;
    private readonly RefusalLimit _limit;
    private readonly GatewayOptions _options;

    public Admission(Authenticator authenticator, KeyedHashes hashes, GatewayMetrics metrics, RefusalLimit limit, GatewayOptions options)
    {
        _authenticator = authenticator;
        _hashes = hashes;
        _metrics = metrics;
        _limit = limit;
        _options = options;
    }

    public Halt? Admit(Exchange exchange)
    {
        var halt = Identify(exchange) ?? FindRoute(exchange) ?? CheckRoom(exchange) ?? AskPolicy(exchange);
        exchange.Clock.AdmitUs = exchange.Clock.Lap();
        return halt;
    }

    private Halt? Identify(Exchange exchange)
    {
        var identity = _authenticator.Authenticate(exchange.Context.Request.Headers);
        if (identity.Caller is not { } caller)
        {
            _metrics.IdentityRefused(identity.Detail);
            exchange.Shedding = _limit.Count(exchange.Context.Connection.RemoteIpAddress, identity.Reason!);
            if (exchange.Shedding is null) return Halt.For(identity.Reason!);
            _metrics.RequestShed(identity.Reason!);
            return Halt.For(ReasonCodes.RateLimited);
        }

        exchange.Caller = caller;
        exchange.Record = exchange.Record with
        {
            Caller = new CallerIdentity(
                _hashes.PseudonymOf(caller.Subject),
                caller.Application.Length == 0 ? "none" : caller.Application,
                [.. caller.Roles.Order(StringComparer.Ordinal)],
                caller.Method.Name()),
        };
        return null;
    }

    private Halt? FindRoute(Exchange exchange)
    {
        if (exchange.Snapshot is not { } snapshot) return Halt.For(ReasonCodes.PolicyNotLoaded);
        var request = exchange.Context.Request;
        if (!HttpMethods.IsPost(request.Method) || snapshot.FindRoute(request.Path.Value ?? "") is not { } route) return Halt.For(ReasonCodes.RouteUnknown);
        exchange.Route = route;
        exchange.Dialect = Dialect.Find(route.Dialect);
        exchange.Upstream = snapshot.UpstreamOf(route);
        exchange.StartDeadline(route.RequestTimeout, _options.TimeProvider);

        var caller = exchange.Caller!;
        var inventory = snapshot.Bundle.Inventory;
        var system = caller.AiSystem ?? inventory.OfApplication(caller.Application)?.Key ?? "none";
        exchange.Record = exchange.Record with
        {
            Action = exchange.Record.Action,
            Route = route.Name,
            Purpose = route.Purpose,
            AiSystem = system,
            Provider = exchange.Upstream.Definition.Provider,
            Endpoint = exchange.Upstream.Origin,
            Retention = route.Retention,
        };
        exchange.Facts = new PolicyFacts
        {
            Subject = new SubjectFacts { Id = caller.Subject, App = caller.Application, Roles = caller.Roles, Auth = caller.Method.Name() },
            Route = route.Name,
            Purpose = route.Purpose,
            AiSystem = system,
            Action = exchange.Record.Action,
            Upstream = new UpstreamFacts { Name = route.Upstream, Region = exchange.Upstream.Definition.Region },
            UseAllowed = inventory.AllowsUse(system, caller.Application, route.Purpose),
            Now = _options.TimeProvider.GetUtcNow(),
        };
        if (exchange.Dialect is null) return Halt.For(ReasonCodes.RouteUnknown);
        // A route may belong to one AI system; the key of another one does not open it.
        return route.AiSystem is { } owner && !string.Equals(owner, system, StringComparison.Ordinal) ? Halt.For(ReasonCodes.IntendedUse) : null;
    }

    private Halt? CheckRoom(Exchange exchange)
    {
        var request = exchange.Context.Request;
        exchange.Format = BodyFormat.Of(request);
        if (exchange.Format.Problem != BodyProblem.None) return Intake.HaltFor(exchange.Format.Problem);
        if (request.ContentLength > exchange.Route!.BodyLimitBytes) return Intake.HaltFor(BodyProblem.TooLarge);
        return _metrics.InFlight > _options.MaxConcurrentRequests ? Halt.For(ReasonCodes.Overloaded) : null;
    }

    private static Halt? AskPolicy(Exchange exchange)
    {
        var decision = exchange.Snapshot!.Bundle.Decide(PolicyPhase.Admit, exchange.Facts!);
        exchange.Record = exchange.Record with { Rules = decision.Rules, Reasons = decision.Reasons };
        return decision.Effect == Effect.Block ? Halt.By(decision) : null;
    }
}
