using Tandem.Gateway.Identity;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Recording;

/// <summary>
/// What the gateway must remember, as a fold over its own log: callers' keys and decisions whose outcome is missing. Nothing else is
/// kept anywhere, so there is nothing to back up or to fall out of step.
/// </summary>
internal sealed class GatewayState
{
    private readonly Dictionary<string, CallerKey> _keys = new(StringComparer.Ordinal);
    private readonly SortedSet<long> _open = [];

    /// <summary>Number of records folded in; the index of the next one.</summary>
    public long Next { get; private set; }

    public IReadOnlyCollection<CallerKey> Keys => _keys.Values;

    /// <summary>Indexes of decisions that await their outcome.</summary>
    public IReadOnlyCollection<long> Open => _open;

    public static GatewayState Restore(long next, IEnumerable<CallerKey> keys, IEnumerable<long> open)
    {
        var state = new GatewayState { Next = next };
        foreach (var key in keys) state._keys[key.Id] = key;
        state._open.UnionWith(open);
        return state;
    }

    public void Apply(LedgerRecord record)
    {
        if (record.Index != Next) throw new InvalidOperationException($"record {record.Index} follows {Next - 1}; fold the log in order");
        switch (record.Kind)
        {
            // Certificates of the log's own record keys are of this kind too and say so in `op`.
            case KeyRecords.Kind:
                KeyRecords.Apply(record, _keys);
                break;
            case "decision" when record.Root.GetProperty("end").ValueEquals("pending"):
                _open.Add(record.Sequence);
                break;
            case "outcome" or "recovery" when record.Root.TryGetProperty("ref", out var reference) && reference.TryGetInt64(out var completed):
                _open.Remove(completed);
                break;
        }

        Next++;
    }
}
