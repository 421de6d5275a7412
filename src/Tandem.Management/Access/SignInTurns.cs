namespace Tandem.Management.Access;

/// <summary>Lets attempts to sign in with one address pass one after the other: at once, they would all be tried before the first is counted.</summary>
internal sealed class SignInTurns : IDisposable
{
    // Addresses share a few turns, so that no one can fill memory; the runtime's hash of a text is keyed, so nobody can choose whom to wait with.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    internal async Task<T> TakeAsync<T>(string email, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        // As accounts are looked up: an address that can be written in several ways, such as with the sign of kelvin for k, has one turn for all of them.
        var turn = _turns[(uint)string.GetHashCode(email.Normalize().ToUpperInvariant(), StringComparison.Ordinal) % (uint)_turns.Length];
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
