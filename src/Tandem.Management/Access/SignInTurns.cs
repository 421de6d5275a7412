namespace Tandem.Management.Access;

/// <summary>Lets attempts to sign in with one address pass one after the other: at once, they would all be tried before the first is counted.</summary>
internal sealed class SignInTurns : IDisposable
{
    // Addresses share a few turns, so that no one can fill memory; the runtime's hash of a text is keyed, so nobody can choose whom to wait with.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    internal async Task<T> TakeAsync<T>(string email, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var turn = _turns[(uint)string.GetHashCode(email, StringComparison.OrdinalIgnoreCase) % (uint)_turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            return await attempt();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in _turns)
            turn.Dispose();
    }
}
