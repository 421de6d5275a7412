using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Bodies;
using Tandem.Gateway.Identity;
using Tandem.Gateway.Policies;
using Tandem.Gateway.Protocols;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Decisions;
using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Exchanges;

/// <summary>One request and its answer on their way through the pipeline. Each step fills in what it established; not thread-safe.</summary>
internal sealed class Exchange : IDisposable
{
    private CancellationTokenSource? _deadline;

    public Exchange(HttpContext context, DecisionRecord record, PolicySnapshot? snapshot, BodyLease lease, PhaseClock clock)
    {
        Context = context;
        Record = record;
        Snapshot = snapshot;
        Lease = lease;
        Clock = clock;
    }

    public HttpContext Context { get; }

    /// <summary>What is known so far, as it will be recorded.</summary>
    public DecisionRecord Record { get; set; }

    public string DecisionId => Record.RequestId;

    /// <summary>The bundle this request began with and ends with; null when none is in force.</summary>
    public PolicySnapshot? Snapshot { get; }

    public BodyLease Lease { get; }

    public PhaseClock Clock { get; }

    /// <summary>The caller's dialect as its path tells it; null when no dialect speaks there.</summary>
    public Dialect? Dialect { get; set; }

    public Caller? Caller { get; set; }

    public RouteDefinition? Route { get; set; }

    public UpstreamClient? Upstream { get; set; }

    public BodyFormat? Format { get; set; }

    public ReadOnlyMemory<byte> Body { get; set; }

    public ParsedRequest? Request { get; set; }

    public PolicyFacts? Facts { get; set; }

    /// <summary>The body to forward, once decided.</summary>
    public byte[] Forwarded { get; set; } = [];

    /// <summary>Set when this request gets no record of its own: the period whose record counts it.</summary>
    public Shedding? Shedding { get; set; }

    /// <summary>Number of the durable decision record; -1 while there is none.</summary>
    public long DecisionNumber { get; set; } = -1;

    public CancellationToken CallerGone => Context.RequestAborted;

    /// <summary>Fires when the route's time for the whole exchange is over.</summary>
    public CancellationToken Deadline => _deadline?.Token ?? CancellationToken.None;

    public void StartDeadline(TimeSpan within, TimeProvider time) => _deadline = new CancellationTokenSource(within, time);

    public void Dispose()
    {
        _deadline?.Dispose();
        Lease.Dispose();
        Snapshot?.Release();
    }
}
