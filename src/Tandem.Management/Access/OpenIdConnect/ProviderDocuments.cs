using System.Text.Json;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>The provider's discovery document and keys, kept for an hour. Keys are fetched again when a token names one that is not there, once a minute at most.</summary>
internal sealed class ProviderDocuments(SignInProvider provider, ProviderClient client, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeysPause = TimeSpan.FromMinutes(1);

    // A provider that is down is not asked by every visitor anew.
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    // Guarded by _oneAtATime.
    private (ProviderMetadata Found, DateTimeOffset At)? _metadata;
    private (IReadOnlyList<ProviderKey> Found, DateTimeOffset At)? _keys;
    private (ProviderException Error, DateTimeOffset At)? _failure;

    /// <exception cref="ProviderException">The provider does not answer, or not as a provider does.</exception>
    internal async Task<ProviderMetadata> MetadataAsync(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            return await MetadataNeedsTurnAsync(cancellation);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The provider's keys, fetched anew when none has this id.</summary>
    /// <exception cref="ProviderException">The provider does not answer, or not as a provider does.</exception>
    internal async Task<IReadOnlyList<ProviderKey>> KeysAsync(string? id, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (_keys is not { } keys || now >= keys.At + Lifetime || (now >= keys.At + KeysPause && keys.Found.All(key => key.Id != id)))
            {
                var metadata = await MetadataNeedsTurnAsync(cancellation);
                _keys = keys = (await FetchAsync(metadata.Keys, ProviderKey.ReadAll, cancellation), now);
            }
            return keys.Found;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<ProviderMetadata> MetadataNeedsTurnAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_metadata is not { } metadata || now >= metadata.At + Lifetime)
            _metadata = metadata = (await FetchAsync(provider.DiscoveryDocument, document => ProviderMetadata.Read(document, provider), cancellation), now);
        return metadata.Found;
    }

    private async Task<T> FetchAsync<T>(Uri address, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        if (_failure is { } failure && time.GetUtcNow() < failure.At + FailurePause)
            throw new ProviderException(failure.Error.Refusal, failure.Error.Message);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var document = await client.SendAsync(request, cancellation);
            var found = read(document.RootElement);
            _failure = null;
            return found;
        }
        catch (ProviderException error)
        {
            _failure = (error, time.GetUtcNow());
            throw;
        }
    }
}
