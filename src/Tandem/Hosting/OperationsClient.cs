using System.Net.Http.Headers;
using System.Text.Json;

namespace Tandem.Hosting;

/// <summary>The command line's way to a running gateway: its operations listener, with its own credential.</summary>
internal sealed class OperationsClient : IDisposable
{
    private readonly HttpClient _http;

    public OperationsClient(Uri address, string tokenFile)
    {
        if (!File.Exists(tokenFile))
            throw new CommandException($"`{tokenFile}` is missing; name the data folder of an installation that was started once (--data <folder>)");
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(tokenFile).Trim());
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, cancellation);

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, body, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, cancellation);
        }
        catch (HttpRequestException error)
        {
            throw new CommandException($"the gateway's operations listener at `{_http.BaseAddress}` does not answer ({error.HttpRequestError}); start it, or name its address with --operations <address>");
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellation);
            if (!response.IsSuccessStatusCode)
                throw new CommandException($"the gateway answered {(int)response.StatusCode}: {text}");
            return text.Length is 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
    }
}
