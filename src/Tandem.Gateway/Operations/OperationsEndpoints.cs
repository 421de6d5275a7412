using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Bodies;
using Tandem.Gateway.Identity;
using Tandem.Gateway.Policies;
using Tandem.Gateway.Recording;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Operations;

/// <summary>The operations listener: health, bundle, callers' keys and metrics, for management and operators, never for callers.</summary>
internal sealed class OperationsEndpoints
{
    private const int MaximumBodyBytes = 64 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly OperationsAccess _access;
    private readonly CallerAdministration _administration;
    private readonly CallerKeys _keys;
    private readonly PolicyInForce _policy;
    private readonly PolicyLoading _loading;
    private readonly IdentityLoading _identity;
    private readonly IRecordLog _log;
    private readonly GatewayMetrics _metrics;
    private readonly BodyBudget _budget;
    private readonly GatewayOptions _options;

    public OperationsEndpoints(
        OperationsAccess access, CallerAdministration administration, CallerKeys keys, PolicyInForce policy, PolicyLoading loading,
        IdentityLoading identity, IRecordLog log, GatewayMetrics metrics, BodyBudget budget, GatewayOptions options)
    {
        _access = access;
        _administration = administration;
        _keys = keys;
        _policy = policy;
        _loading = loading;
        _identity = identity;
        _log = log;
        _metrics = metrics;
        _budget = budget;
        _options = options;
    }

    public async Task HandleAsync(HttpContext context)
    {
        if (!_access.IsGranted(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await AnswerAsync(context, StatusCodes.Status401Unauthorized, Problem("send the operations token as bearer"));
            return;
        }

        try
        {
            await RouteAsync(context);
        }
        catch (LedgerUnavailableException)
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, Problem("the change could not be recorded, so it was not made; see /health"));
        }
    }

    private Task RouteAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
    {
        ("GET", ["health"]) => HealthAsync(context),
        ("GET", ["bundle"]) => AnswerAsync(context, StatusCodes.Status200OK, Bundle()),
        ("POST", ["bundle", "reload"]) => ReloadAsync(context),
        ("GET", ["callers"]) => AnswerAsync(context, StatusCodes.Status200OK, new JsonObject { ["callers"] = new JsonArray([.. _keys.All.Select(Describe)]) }),
        ("POST", ["callers"]) => CreateAsync(context),
        ("POST", ["callers", var id, "revoke"]) => RevokeAsync(context, id),
        ("GET", ["metrics"]) => MetricsAsync(context),
        _ => AnswerAsync(context, StatusCodes.Status404NotFound, Problem("there is no such operation; see docs/operations.md")),
    };

    private Task HealthAsync(HttpContext context)
    {
        var ledger = _log.Health;
        var isWell = ledger.State == LedgerState.Open && _policy.Current is not null;
        return AnswerAsync(context, isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, new JsonObject
        {
            ["status"] = isWell ? "ok" : "failing",
            ["origin"] = _options.Origin,
            ["tenant"] = _options.Tenant,
            ["inFlight"] = _metrics.InFlight,
            ["ledger"] = new JsonObject
            {
                ["state"] = ledger.State.ToString().ToLowerInvariant(),
                ["records"] = ledger.Records,
                ["checkpointSize"] = ledger.CheckpointSize,
                ["checkpointTime"] = ledger.CheckpointTime is { } time ? KeyRecords.TimeText(time) : null,
                ["reason"] = ledger.Reason,
            },
            ["bundle"] = Bundle(),
            ["identity"] = Identity(),
        });
    }

    private JsonObject Bundle()
    {
        var problems = new JsonArray([.. _loading.Problems.Select(problem => (JsonNode)problem)]);
        if (_policy.Current is not { } current) return new JsonObject { ["state"] = "none", ["problems"] = problems };
        return new JsonObject
        {
            ["state"] = "in-force",
            ["id"] = current.Bundle.Id,
            ["version"] = current.Bundle.Version,
            ["hash"] = current.Bundle.Hash,
            ["author"] = current.Bundle.Author,
            ["approvers"] = new JsonArray([.. current.Bundle.Approvers.Select(approver => (JsonNode)approver)]),
            ["loaded"] = KeyRecords.TimeText(current.Loaded),
            ["notAfter"] = current.Bundle.NotAfter is { } end ? KeyRecords.TimeText(end) : null,
            ["routes"] = new JsonArray([.. current.Bundle.Routes.Select(route => (JsonNode)new JsonObject
            {
                ["name"] = route.Name,
                ["path"] = route.Path,
                ["dialect"] = route.Dialect,
                ["upstream"] = route.Upstream,
                ["purpose"] = route.Purpose,
                ["ai"] = route.AiSystem,
                ["models"] = new JsonArray([.. route.Models.Keys.Order(StringComparer.Ordinal).Select(model => (JsonNode)model)]),
            })]),
            // What the last look at a newer bundle found wrong; the one above serves on.
            ["problems"] = problems,
        };
    }

    private JsonObject Identity() => new()
    {
        ["issuers"] = new JsonArray([.. _identity.Issuers.Select(issuer => (JsonNode)issuer)]),
        // As with bundles: the issuers above serve on whatever a newer file has wrong.
        ["problems"] = new JsonArray([.. _identity.Problems.Select(problem => (JsonNode)problem)]),
    };

    private async Task ReloadAsync(HttpContext context)
    {
        var problems = await _loading.RefreshAsync(always: true, context.RequestAborted);
        var identityProblems = await _identity.RefreshAsync(always: true, context.RequestAborted);
        var answer = Bundle();
        answer["identity"] = Identity();
        await AnswerAsync(context, problems.Count + identityProblems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, answer);
    }

    private async Task CreateAsync(HttpContext context)
    {
        using var body = await ReadAsync(context);
        var problems = new List<string>();
        if (body is null || NewCaller.Read(body.RootElement, _options.TimeProvider.GetUtcNow(), problems) is not { } caller)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, Problem(problems.Count == 0 ? "the body is no valid JSON" : string.Join("; ", problems)));
            return;
        }

        var key = await _administration.CreateAsync(caller, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await AnswerAsync(context, StatusCodes.Status201Created, new JsonObject { ["id"] = key.Id, ["key"] = key.Reveal() });
    }

    private async Task RevokeAsync(HttpContext context, string id)
    {
        using var body = await ReadAsync(context);
        if (body is null || TokenClaims.Text(body.RootElement, "reason") is not { } reason)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, Problem("`reason` must say in plain characters why the key is revoked"));
            return;
        }

        var isKnown = await _administration.RevokeAsync(id, reason, context.RequestAborted);
        await AnswerAsync(
            context,
            isKnown ? StatusCodes.Status200OK : StatusCodes.Status404NotFound,
            isKnown ? Describe(_keys.Find(id)!) : Problem("there is no key of this id; see /callers"));
    }

    private Task MetricsAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        return context.Response.WriteAsync(PrometheusText.Write(_metrics, _log.Health, _budget.UsedBytes, _policy.Current is not null), context.RequestAborted);
    }

    private JsonObject Describe(CallerKey key) => new()
    {
        ["id"] = key.Id,
        ["app"] = key.Application,
        ["ai"] = key.AiSystem,
        ["roles"] = new JsonArray([.. key.Roles.Select(role => (JsonNode)role)]),
        ["created"] = KeyRecords.TimeText(key.Created),
        ["expires"] = key.Expires is { } expires ? KeyRecords.TimeText(expires) : null,
        ["revoked"] = key.Revoked is { } revoked ? KeyRecords.TimeText(revoked) : null,
        ["state"] = key.Revoked is not null ? "revoked" : key.Expires <= _options.TimeProvider.GetUtcNow() ? "expired" : "active",
    };

    private static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        using var lease = new BodyLease(new BodyBudget(MaximumBodyBytes));
        var (body, problem) = await BodyReception.ReadAsync(context.Request, MaximumBodyBytes, TimeSpan.FromSeconds(10), lease, TimeProvider.System, context.RequestAborted);
        if (problem != BodyProblem.None) return null;
        try
        {
            var document = JsonDocument.Parse(body, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Answered with 400 by whoever asked for the body.
        }

        return null;
    }

    private static JsonObject Problem(string message) => new() { ["error"] = message };

    private static Task AnswerAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
