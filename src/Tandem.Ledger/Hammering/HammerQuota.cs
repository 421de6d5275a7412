namespace Tandem.Ledger.Hammering;

/// <summary>Records that are still to be appended, shared by all callers.</summary>
internal sealed class HammerQuota(long count)
{
    private long _left = count;

    public bool TryTake() => Interlocked.Decrement(ref _left) >= 0;
}
