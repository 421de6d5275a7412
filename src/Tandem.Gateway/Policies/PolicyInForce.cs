namespace Tandem.Gateway.Policies;

/// <summary>The snapshot in force; swapped whole.</summary>
internal sealed class PolicyInForce : IDisposable
{
    private PolicySnapshot? _current;

    public PolicySnapshot? Current => Volatile.Read(ref _current);

    /// <summary>Holds the snapshot in force for one request; null when no bundle was ever loaded. Release it.</summary>
    public PolicySnapshot? Hold()
    {
        while (Volatile.Read(ref _current) is { } snapshot)
        {
            if (snapshot.TryHold()) return snapshot;
        }

        return null;
    }

    public void Replace(PolicySnapshot snapshot) => Interlocked.Exchange(ref _current, snapshot)?.Release();

    public void Dispose() => Interlocked.Exchange(ref _current, null)?.Release();
}
