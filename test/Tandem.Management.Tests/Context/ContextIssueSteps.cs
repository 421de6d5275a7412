using System.Net;
using System.Text.Json;

namespace Tandem.Management.Tests.Context;

/// <summary>What a person or a program does with context issues.</summary>
internal static class ContextIssueSteps
{
    /// <summary>What a current issue needs, beside its title.</summary>
    internal static readonly (string Name, object Value)[] Current =
        [("state", "current"), ("owner", "PER-0001"), ("effect", "Services fail"), ("climateRelevance", "yes"), ("climateReason", "Heat in the data centre")];

    /// <summary>Enters an issue by the API; its key.</summary>
    internal static async Task<string> EnterIssueAsync(this Browser browser, string title, params (string Name, object Value)[] more)
    {
        using var answer = await browser.PostIssueAsync(title, more);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("key").GetString()!;
    }

    internal static Task<HttpResponseMessage> PostIssueAsync(this Browser browser, string title, params (string Name, object Value)[] more)
    {
        var fields = new Dictionary<string, object> { ["title"] = title };
        foreach (var (name, value) in more)
            fields[name] = value;
        return browser.CallAsync(HttpMethod.Post, "/api/context-issues", new { fields });
    }

    internal static Task<HttpResponseMessage> ChangeIssueAsync(this Browser browser, string key, int version, params (string Name, object? Value)[] fields) =>
        browser.CallAsync(HttpMethod.Patch, $"/api/context-issues/{key}", new { fields = fields.ToDictionary(field => field.Name, field => field.Value), version });

    internal static async Task<HttpStatusCode> PatchIssueAsync(this Browser browser, string key, int version, params (string Name, object? Value)[] fields)
    {
        using var answer = await browser.ChangeIssueAsync(key, version, fields);
        return answer.StatusCode;
    }

    internal static async Task<HttpStatusCode> MoveIssueAsync(this Browser browser, string key, string step, int version, string reason = "")
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, $"/api/context-issues/{key}/transitions/{step}", new { version, reason });
        return answer.StatusCode;
    }
}
