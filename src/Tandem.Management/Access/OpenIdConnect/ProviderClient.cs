using System.Text.Json;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Asks the provider for JSON. INVARIANT (bounded provider): ten seconds and 256 KiB for each answer, no redirects, no cookies; whatever it does, a sign-in is refused and nothing else happens.</summary>
internal sealed class ProviderClient : IDisposable
{
    internal const int LargestAnswer = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly HttpClient _client;

    public ProviderClient()
        : this(TimeSpan.FromSeconds(10))
    {
    }

    internal ProviderClient(TimeSpan patience) => _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = patience,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>The object that the provider answers with.</summary>
    /// <exception cref="ProviderException">It does not answer, not in time, too much, not with success or not with a JSON object.</exception>
    internal async Task<JsonDocument> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        // Without the query: it may hold what is secret.
        var place = request.RequestUri!.GetLeftPart(UriPartial.Path);
        try
        {
            using var response = await _client.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode)
                throw new ProviderException(ProviderRefusal.Unavailable, $"{place} answered {(int)response.StatusCode}");
            var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            throw new ProviderException(ProviderRefusal.Unavailable, $"{place} answered with JSON that is no object");
        }
        catch (HttpRequestException error)
        {
            throw new ProviderException(ProviderRefusal.Unavailable, $"{place} cannot be reached or answers too much: {error.HttpRequestError}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ProviderException(ProviderRefusal.Unavailable, $"{place} did not answer in time");
        }
        catch (JsonException)
        {
            throw new ProviderException(ProviderRefusal.Unavailable, $"{place} did not answer with JSON");
        }
    }

    public void Dispose() => _client.Dispose();
}
