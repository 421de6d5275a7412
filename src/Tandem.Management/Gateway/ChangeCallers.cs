using Tandem.Management.Database;
using Tandem.Management.History;

namespace Tandem.Management.Gateway;

/// <summary>Creates and revokes callers' keys. INVARIANT (nothing unrecorded): the action is stored with its history before the gateway is asked.</summary>
internal sealed class ChangeCallers(TandemDbContext db, OperationsClient gateway, ChangeContext change, TimeProvider time)
{
    internal async Task<GatewayAnswer<CreatedCaller>> CreateAsync(NewCaller caller, CancellationToken cancellation)
    {
        var action = await BeginAsync(GatewayActionKind.CreateKey, "", caller.Application, caller.AiSystem, caller.Roles, caller.Reason, cancellation);
        var answer = await gateway.CreateAsync(caller, cancellation);
        action.CallerId = answer.Value?.Id ?? "";
        await EndAsync(action, answer.Problem);
        return answer;
    }

    internal async Task<GatewayAnswer<GatewayCaller>> RevokeAsync(string id, string reason, CancellationToken cancellation)
    {
        // The list is asked first, so that the history says whose key it was.
        var callers = await gateway.CallersAsync(cancellation);
        if (callers.Value is null)
            return new(null, callers.Problem);
        if (callers.Value.Callers?.FirstOrDefault(caller => caller.Id == id) is not { } known)
            return new(null, $"the gateway knows no key `{Short(id)}`, so nothing was revoked; look at the list of callers' keys", IsUnknown: true);
        var action = await BeginAsync(GatewayActionKind.RevokeKey, id, Short(known.App), Short(known.Ai), [.. (known.Roles ?? []).Select(Short)], reason, cancellation);
        var answer = await gateway.RevokeAsync(id, reason, cancellation);
        await EndAsync(action, answer.Problem);
        return answer;
    }

    private async Task<GatewayAction> BeginAsync(
        GatewayActionKind kind, string callerId, string application, string aiSystem, IReadOnlyList<string> roles, string reason, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var action = new GatewayAction
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            CallerId = callerId,
            Application = application,
            AiSystem = aiSystem,
            CallerRoles = roles,
            RequestedAt = now,
            RequestedBy = change.ActorName,
        };
        change.Reason = reason;
        db.GatewayActions.Add(action);
        await db.SaveChangesAsync(cancellation);
        return action;
    }

    // What the gateway says is stored, whatever it says.
    private static string Short(string? text) => string.Concat((text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(GatewayAction.LongestName));

    // Not to be cancelled: the gateway has acted, and what it did belongs into the history even when the person has gone away.
    private async Task EndAsync(GatewayAction action, string? problem)
    {
        action.Outcome = problem is null ? GatewayActionOutcome.Done : GatewayActionOutcome.Failed;
        action.Problem = problem ?? "";
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
