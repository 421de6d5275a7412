namespace Tandem.Gateway.Bodies;

/// <summary>Bytes that all large bodies together may hold in memory; small ones are not worth counting.</summary>
internal sealed class BodyBudget
{
    /// <summary>Bodies up to this size are free of the budget: the connection limit bounds them.</summary>
    public const long FreeBytes = 1024 * 1024;

    private readonly long _limit;
    private long _used;

    public BodyBudget(long limitBytes) => _limit = limitBytes;

    public long UsedBytes => Volatile.Read(ref _used);

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= _limit) return true;
        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}
