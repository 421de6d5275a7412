using System.Collections.Concurrent;
using Tandem.Gateway.Identity;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Decisions;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Operations;

/// <summary>Counters since start. Labels come from closed lists and from the bundle, never from callers, so their number is bounded.</summary>
internal sealed class GatewayMetrics
{
    private readonly ConcurrentDictionary<(string Route, string Effect, string Outcome), long> _requests = new();
    private readonly ConcurrentDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _identity = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _upstream = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _commits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _phaseUs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _shed = new(StringComparer.Ordinal);
    private long _bytesIn;
    private long _bytesOut;
    private int _inFlight;

    /// <summary>Requests being worked on now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    public IReadOnlyCollection<KeyValuePair<(string Route, string Effect, string Outcome), long>> Requests => _requests;

    public IReadOnlyCollection<KeyValuePair<string, long>> Reasons => _reasons;

    public IReadOnlyCollection<KeyValuePair<string, long>> IdentityProblems => _identity;

    public IReadOnlyCollection<KeyValuePair<string, long>> UpstreamErrors => _upstream;

    public IReadOnlyCollection<KeyValuePair<string, long>> FailedCommits => _commits;

    public IReadOnlyCollection<KeyValuePair<string, long>> PhaseMicroseconds => _phaseUs;

    public IReadOnlyCollection<KeyValuePair<string, long>> Shed => _shed;

    public long BytesIn => Volatile.Read(ref _bytesIn);

    public long BytesOut => Volatile.Read(ref _bytesOut);

    public void Started() => Interlocked.Increment(ref _inFlight);

    public void Ended() => Interlocked.Decrement(ref _inFlight);

    public void IdentityRefused(IdentityProblem problem) => Add(_identity, problem.ToString(), 1);

    public void RequestShed(string reason) => Add(_shed, reason, 1);

    public void UpstreamFailed(UpstreamError error) => Add(_upstream, error.ToString(), 1);

    public void CommitFailed(LedgerFault fault) => Add(_commits, fault.ToString(), 1);

    public void Completed(DecisionRecord record)
    {
        Add(_requests, (record.Route, record.Effect.ToText(), record.Outcome.ToText()), 1);
        foreach (var reason in record.Reasons) Add(_reasons, reason, 1);
        Interlocked.Add(ref _bytesIn, record.Coverage.BytesIn);
        Interlocked.Add(ref _bytesOut, record.Coverage.BytesOut);
        var us = record.Durations;
        foreach (var (phase, value) in ((string, long)[])[("admit", us.Admit), ("read", us.Read), ("scan", us.Scan), ("decide", us.Decide), ("commit", us.Commit), ("upstream", us.Upstream), ("scan_out", us.ScanOut), ("total", us.Total)])
        {
            Add(_phaseUs, phase, value);
        }
    }

    private static void Add<TKey>(ConcurrentDictionary<TKey, long> counters, TKey key, long count)
        where TKey : notnull => counters.AddOrUpdate(key, static (_, added) => added, static (_, old, added) => old + added, count);
}
