using System.Net.Http.Headers;

namespace Tandem.Demo;

/// <summary>Sends the demonstration's requests through the gateway, as its applications would.</summary>
internal sealed class DemonstrationTraffic(Uri gateway, DemonstrationAccess access) : IDisposable
{
    private static readonly object Weather = new { type = "object", properties = new { city = new { type = "string" } }, required = new[] { "city" } };

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = gateway, Timeout = TimeSpan.FromMinutes(1) };

    /// <returns>How many requests were answered and how many were refused or cut off by a rule.</returns>
    public async Task<(int Answered, int Refused)> SendAsync(CancellationToken cancellation)
    {
        var answered = 0;
        var refused = 0;
        foreach (var request in DemonstrationContent.Traffic.Requests)
        {
            for (var i = 0; i < request.Repeat; i++)
            {
                using var message = Message(request);
                using var response = await _http.SendAsync(message, cancellation);
                var body = await response.Content.ReadAsStringAsync(cancellation);
                if (response.IsSuccessStatusCode && !body.Contains("content_filter", StringComparison.Ordinal) && !body.Contains("\"refusal\"", StringComparison.Ordinal))
                    answered++;
                else
                    refused++;
            }
        }

        return (answered, refused);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Message(TrafficRequest request)
    {
        var messages = new[] { new { role = "user", content = request.Prompt } };
        if (request.Dialect is "anthropic")
        {
            object body = request.Tools
                ? new { model = request.Model, max_tokens = 400, stream = request.Stream, messages, tools = new[] { new { name = "weather", description = "The weather in a city", input_schema = Weather } } }
                : new { model = request.Model, max_tokens = 400, stream = request.Stream, messages };
            var anthropic = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = JsonContent.Create(body) };
            anthropic.Headers.Add("x-api-key", access.Keys[request.Application]);
            anthropic.Headers.Add("anthropic-version", "2023-06-01");
            return anthropic;
        }

        object chat = request.Tools
            ? new { model = request.Model, stream = request.Stream, messages, tools = new[] { new { type = "function", function = new { name = "weather", description = "The weather in a city", parameters = Weather } } } }
            : new { model = request.Model, stream = request.Stream, messages };
        var openAi = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = JsonContent.Create(chat) };
        openAi.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Keys[request.Application]);
        return openAi;
    }
}
