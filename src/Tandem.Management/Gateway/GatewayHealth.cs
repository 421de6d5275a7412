namespace Tandem.Management.Gateway;

/// <summary>Health as the operations listener gives it; what it does not say is null.</summary>
public sealed record GatewayHealth(string? Status, string? Origin, string? Tenant, int? InFlight, GatewayLedgerHealth? Ledger, GatewayBundle? Bundle)
{
    internal bool IsWellFormed => Bundle?.Routes?.Any(route => route is null) != true;
}

public sealed record GatewayLedgerHealth(string? State, long? Records, long? CheckpointSize, DateTimeOffset? CheckpointTime, string? Reason);

/// <summary>The policy bundle in force.</summary>
public sealed record GatewayBundle(
    string? State,
    string? Id,
    string? Version,
    string? Hash,
    string? Author,
    IReadOnlyList<string>? Approvers,
    DateTimeOffset? Loaded,
    DateTimeOffset? NotAfter,
    IReadOnlyList<GatewayRoute>? Routes,
    IReadOnlyList<string>? Problems);

public sealed record GatewayRoute(string? Name, string? Path, string? Dialect, string? Upstream, string? Purpose, string? Ai, IReadOnlyList<string>? Models);

public sealed record CallerList(IReadOnlyList<GatewayCaller>? Callers)
{
    internal bool IsWellFormed => Callers?.Any(caller => caller is null) != true;
}

/// <summary>A caller's key without its secret, which nobody but the caller has.</summary>
public sealed record GatewayCaller(
    string? Id, string? App, string? Ai, IReadOnlyList<string>? Roles, DateTimeOffset? Created, DateTimeOffset? Expires, DateTimeOffset? Revoked, string? State);

/// <summary>A new key with its secret: to be shown once and kept nowhere.</summary>
public sealed record CreatedCaller(string? Id, string? Key)
{
    internal bool IsWellFormed => IsPlain(Id) && IsPlain(Key);

    private static bool IsPlain(string? text) => text is not null && text.Length is > 0 and <= 100 && !text.Any(char.IsControl);
}
