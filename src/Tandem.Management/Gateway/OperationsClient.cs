using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tandem.Management.Database;

namespace Tandem.Management.Gateway;

/// <summary>Client of the gateway's operations listener. Every failure is an answer with words, never an exception: the gateway may be down.</summary>
internal sealed class OperationsClient(ManagementOptions options) : IDisposable
{
    private const int LongestToken = 1024;
    private const int LargestAnswer = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        BaseAddress = options.OperationsUrl,
        Timeout = Patience,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>Health, also when the gateway says that it is failing: that is an answer too.</summary>
    internal Task<GatewayAnswer<GatewayHealth>> HealthAsync(CancellationToken cancellation) =>
        SendAsync<GatewayHealth>(HttpMethod.Get, "/health", null, cancellation, HttpStatusCode.ServiceUnavailable);

    internal Task<GatewayAnswer<CallerList>> CallersAsync(CancellationToken cancellation) => SendAsync<CallerList>(HttpMethod.Get, "/callers", null, cancellation);

    internal Task<GatewayAnswer<CreatedCaller>> CreateAsync(NewCaller caller, CancellationToken cancellation) =>
        SendAsync<CreatedCaller>(HttpMethod.Post, "/callers", new { app = caller.Application, ai = caller.AiSystem, roles = caller.Roles, expires = caller.Expires }, cancellation);

    internal Task<GatewayAnswer<GatewayCaller>> RevokeAsync(string id, string reason, CancellationToken cancellation) =>
        SendAsync<GatewayCaller>(HttpMethod.Post, $"/callers/{Uri.EscapeDataString(id)}/revoke", new { reason }, cancellation);

    public void Dispose() => _client.Dispose();

    private async Task<GatewayAnswer<T>> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation, HttpStatusCode? alsoGood = null)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellation));
            if (body is not null)
                request.Content = JsonContent.Create(body);
            using var response = await _client.SendAsync(request, cancellation);
            if (response.IsSuccessStatusCode || response.StatusCode == alsoGood)
                return new(await response.Content.ReadFromJsonAsync<T>(JsonColumn.Options, cancellation), null);
            return new(null, await ReasonAsync(response, cancellation));
        }
        catch (HttpRequestException)
        {
            return new(null, "the gateway does not answer; see that it runs and that its operations listener is reachable");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, "the gateway did not answer in time; try again");
        }
        catch (JsonException)
        {
            return new(null, "the gateway's answer was not understood; see that gateway and management are of one version");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(null, "the operations token cannot be read; start the gateway once, or let the management system read the file");
        }
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return "the gateway refused the operations token; both must read the same file";
        var text = await response.Content.ReadAsStringAsync(cancellation);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String
            ? error.GetString()!
            : $"the gateway answered with status {(int)response.StatusCode}";
    }

    // Read for each call: the gateway makes a new token when the file was deleted, and reading it costs nothing beside the call.
    private async Task<string> TokenAsync(CancellationToken cancellation)
    {
        var token = (await File.ReadAllTextAsync(options.OperationsTokenFile, cancellation)).Trim();
        return token.Length is > 0 and <= LongestToken && !token.Any(char.IsControl) ? token : throw new IOException("the token file holds no token");
    }
}

/// <summary>What the gateway said, or why it said nothing.</summary>
internal sealed record GatewayAnswer<T>(T? Value, string? Problem)
    where T : class;
