using System.Net.Http.Headers;
using System.Text.Json;

namespace Tandem.Hosting;

/// <summary>The command line's way to a running gateway: its operations listener, with its own credential.</summary>
internal sealed class OperationsClient : IDisposable
{
    private const int LargestAnswer = 4 * 1024 * 1024;
    private const int LongestReason = 500;

    private readonly HttpClient _http;

    public OperationsClient(Uri address, string tokenFile)
        : this(address, tokenFile, TimeSpan.FromSeconds(10))
    {
    }

    internal OperationsClient(Uri address, string tokenFile, TimeSpan patience)
    {
        if (!File.Exists(tokenFile))
            throw new CommandException($"`{tokenFile}` is missing; name the data folder of an installation that was started once (--data <folder>)");
        var token = File.ReadAllText(tokenFile).Trim();
        if (token.Length is 0 or > 1024 || token.Any(c => c is <= ' ' or > '~'))
            throw new CommandException($"`{tokenFile}` holds no token; delete it and start the gateway, which makes a new one");
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, cancellation);

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, body, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            // As bytes: the answer's word for its character set is not believed, JSON is UTF-8.
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (!response.IsSuccessStatusCode)
                throw new CommandException($"the gateway answered {(int)response.StatusCode}: {Reason(answer)}");
            return answer.Length is 0 ? default : JsonSerializer.Deserialize<JsonElement>(answer);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new CommandException($"the answer of `{_http.BaseAddress}` is larger than any of the gateway's can be; name the address of its operations listener with --operations <address>");
        }
        catch (HttpRequestException error)
        {
            throw new CommandException($"the gateway's operations listener at `{_http.BaseAddress}` does not answer ({error.HttpRequestError}); start it, or name its address with --operations <address>");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException($"the gateway's operations listener at `{_http.BaseAddress}` did not answer within {_http.Timeout.TotalSeconds:0} seconds; try again, and see `tandem keys list` for what was done");
        }
        catch (JsonException)
        {
            throw new CommandException($"the answer of `{_http.BaseAddress}` is not a gateway's; name the address of its operations listener with --operations <address>");
        }
    }

    // On one line of a terminal, whatever it holds.
    private static string Reason(byte[] answer) =>
        string.Concat(System.Text.Encoding.UTF8.GetString(answer).Where(c => !char.IsControl(c)).Take(LongestReason));
}
