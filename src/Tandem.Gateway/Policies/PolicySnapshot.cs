using System.Collections.Frozen;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Policies;

/// <summary>
/// One bundle in use with everything made from it; immutable. A request holds the snapshot it began with to its end, so it never
/// sees half a change; the connections close when the last such request has ended.
/// </summary>
internal sealed class PolicySnapshot
{
    private readonly FrozenDictionary<string, RouteDefinition> _routes;
    private readonly FrozenDictionary<string, UpstreamClient> _upstreams;

    // One for being in force and one for each request; 0 = disposed.
    private int _holders = 1;

    public PolicySnapshot(PolicyBundle bundle, IEnumerable<UpstreamClient> upstreams, DateTimeOffset loaded)
    {
        Bundle = bundle;
        Loaded = loaded;
        _routes = bundle.Routes.ToFrozenDictionary(route => route.Path, StringComparer.Ordinal);
        _upstreams = upstreams.ToFrozenDictionary(upstream => upstream.Definition.Name, StringComparer.Ordinal);
    }

    public PolicyBundle Bundle { get; }

    public DateTimeOffset Loaded { get; }

    public RouteDefinition? FindRoute(string path) => _routes.GetValueOrDefault(path);

    public UpstreamClient UpstreamOf(RouteDefinition route) => _upstreams[route.Upstream];

    /// <summary>False when the snapshot is already closed; the caller then takes the newer one.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders) return true;
            holders = seen;
        }

        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) > 0) return;
        foreach (var upstream in _upstreams.Values) upstream.Dispose();
    }
}
