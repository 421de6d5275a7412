using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>One raw request to the gateway and what came back.</summary>
internal sealed record GatewayCall(int Status, string? Decision, string Body)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromSeconds(10) }) { Timeout = TimeSpan.FromMinutes(3) };

    public string? Reason => JsonDocument.Parse(Body).RootElement is var root && root.TryGetProperty("error", out var error)
        && error.TryGetProperty("code", out var code) ? code.GetString() : null;

    public static Task<GatewayCall> OpenAi(RunningDemo demo, string prompt, string model = "mock-1", bool stream = false, string? key = null) =>
        SendAsync(demo, "/v1/chat/completions", JsonSerializer.Serialize(new { model, stream, messages = new[] { new { role = "user", content = prompt } } }), key ?? demo.Access.Keys["claims-portal"]);

    public static async Task<GatewayCall> SendAsync(RunningDemo demo, string path, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(demo.Gateway, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await Http.SendAsync(request);
        return new GatewayCall((int)response.StatusCode, response.Headers.TryGetValues("x-tandem-decision", out var decision) ? decision.Single() : null, await response.Content.ReadAsStringAsync());
    }
}
