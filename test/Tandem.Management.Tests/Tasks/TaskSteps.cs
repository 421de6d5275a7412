using System.Net;
using System.Text.Json;

namespace Tandem.Management.Tests.Tasks;

/// <summary>What a person or a program does with tasks.</summary>
internal static class TaskSteps
{
    /// <summary>A clock that stands at noon of a day.</summary>
    internal static FrozenClock At(string day)
    {
        var clock = new FrozenClock();
        clock.Advance(DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture) - clock.GetUtcNow());
        return clock;
    }

    /// <summary>Enters a task by the API; its key.</summary>
    internal static async Task<string> EnterTaskAsync(this Browser browser, string title, params (string Name, object Value)[] more)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/tasks", new { fields = Fields([("title", title), .. more]) });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("key").GetString()!;
    }

    internal static async Task<HttpStatusCode> ReportAsync(this Browser browser, string key, string report, object body)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, $"/api/tasks/{key}/{report}", body);
        return answer.StatusCode;
    }

    internal static async Task<HttpStatusCode> PatchTaskAsync(this Browser browser, string key, int version, params (string Name, object Value)[] fields)
    {
        using var answer = await browser.CallAsync(HttpMethod.Patch, $"/api/tasks/{key}", new { fields = Fields(fields), version });
        return answer.StatusCode;
    }

    internal static Dictionary<string, object> Fields((string Name, object Value)[] fields) => fields.ToDictionary(field => field.Name, field => field.Value);
}
