using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Database;

namespace Tandem.Management.Gateway;

/// <summary>Client of the gateway's operations listener. Every failure is an answer with words, never an exception: the gateway may be down.</summary>
internal sealed class OperationsClient(ManagementOptions options) : IDisposable
{
    private const int LongestToken = 1024;
    private const int LargestAnswer = 1024 * 1024;
    private const int LongestReason = 500;
    private const string NotUnderstood = "the gateway's answer was not understood; see that gateway and management are of one version";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        BaseAddress = options.OperationsUrl,
        Timeout = Patience,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>Health, also when the gateway says that it is failing: that is an answer too.</summary>
    internal Task<GatewayAnswer<GatewayHealth>> HealthAsync(CancellationToken cancellation) =>
        SendAsync<GatewayHealth>(HttpMethod.Get, "/health", null, health => health.IsWellFormed, HttpStatusCode.ServiceUnavailable, cancellation);

    internal Task<GatewayAnswer<CallerList>> CallersAsync(CancellationToken cancellation) =>
        SendAsync<CallerList>(HttpMethod.Get, "/callers", null, list => list.IsWellFormed, null, cancellation);

    internal Task<GatewayAnswer<CreatedCaller>> CreateAsync(NewCaller caller, CancellationToken cancellation) => SendAsync<CreatedCaller>(
        HttpMethod.Post, "/callers", new { app = caller.Application, ai = caller.AiSystem, roles = caller.Roles, expires = caller.Expires }, created => created.IsWellFormed, null, cancellation);

    internal Task<GatewayAnswer<GatewayCaller>> RevokeAsync(string id, string reason, CancellationToken cancellation) =>
        SendAsync<GatewayCaller>(HttpMethod.Post, $"/callers/{Uri.EscapeDataString(id)}/revoke", new { reason }, static _ => true, null, cancellation);

    public void Dispose() => _client.Dispose();

    private async Task<GatewayAnswer<T>> SendAsync<T>(HttpMethod method, string path, object? body, Func<T, bool> isWellFormed, HttpStatusCode? alsoGood, CancellationToken cancellation)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellation));
            if (body is not null)
                request.Content = JsonContent.Create(body);
            using var response = await _client.SendAsync(request, cancellation);
            // As bytes: the answer's word for its character set is not believed, JSON is UTF-8.
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (!response.IsSuccessStatusCode && response.StatusCode != alsoGood)
                return new(null, Reason(response.StatusCode, answer));
            return JsonSerializer.Deserialize<T>(answer, JsonColumn.Options) is { } value && isWellFormed(value) ? new(value, null) : new(null, NotUnderstood);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new(null, "the gateway's answer is larger than any of its answers can be; see that the operations address is the gateway's");
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
            return new(null, NotUnderstood);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(null, "the operations token cannot be read; start the gateway once, or let the management system read the file");
        }
    }

    private static string Reason(HttpStatusCode status, byte[] answer)
    {
        if (status == HttpStatusCode.Unauthorized)
            return "the gateway refused the operations token; both must read the same file";
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String
            ? Plain(error.Deserialize<string>()!)
            : $"the gateway answered with status {(int)status}";
    }

    // It is shown and stored.
    private static string Plain(string reason) => string.Concat(reason.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestReason));

    // Read for each call: the gateway makes a new token when the file was deleted, and reading it costs nothing beside the call.
    private async Task<string> TokenAsync(CancellationToken cancellation)
    {
        var token = (await File.ReadAllTextAsync(options.OperationsTokenFile, cancellation)).Trim();
        return token.Length is > 0 and <= LongestToken && !token.Any(char.IsControl) ? token : throw new IOException("the token file holds no token");
    }
}

/// <summary>What the gateway said, or why it said nothing.</summary>
/// <param name="Value">Its answer; null when there is a problem.</param>
/// <param name="Problem">Words for the person who asked; null when all went well.</param>
/// <param name="IsUnknown">True when the gateway works and does not have what was asked for: the mistake is in the request.</param>
internal sealed record GatewayAnswer<T>(T? Value, string? Problem, bool IsUnknown = false)
    where T : class
{
    internal int StatusOr(int good) =>
        Value is not null ? good : IsUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status502BadGateway;
}
