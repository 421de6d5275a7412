namespace Tandem.Gateway.Bodies;

/// <summary>What one request has taken of the body budget; given back when the request ends, however it ends.</summary>
internal sealed class BodyLease : IDisposable
{
    private readonly BodyBudget _budget;
    private long _taken;

    public BodyLease(BodyBudget budget) => _budget = budget;

    /// <summary>Makes room for a body of <paramref name="bytes"/> in all.</summary>
    public bool TryHold(long bytes)
    {
        if (bytes <= BodyBudget.FreeBytes || bytes <= _taken) return true;
        if (!_budget.TryTake(bytes - _taken)) return false;
        _taken = bytes;
        return true;
    }

    public void Dispose()
    {
        _budget.Return(_taken);
        _taken = 0;
    }
}
