using System.Text.Json;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>What really reached the model.</summary>
internal static class MockRequests
{
    public static async Task<IReadOnlyList<JsonElement>> AllAsync(RunningDemo demo)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return [.. JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri(demo.Mock, "/requests"))).EnumerateArray()];
    }

    /// <summary>The requests that carry a mark which the test put into its prompt.</summary>
    public static async Task<IReadOnlyList<JsonElement>> WithAsync(RunningDemo demo, string mark) =>
        [.. (await AllAsync(demo)).Where(request => request.GetRawText().Contains(mark, StringComparison.Ordinal))];
}
