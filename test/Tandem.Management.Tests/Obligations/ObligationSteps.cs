using System.Net;
using System.Text.Json;

namespace Tandem.Management.Tests.Obligations;

/// <summary>What a person or a program does with obligations.</summary>
internal static class ObligationSteps
{
    /// <summary>Enters an obligation by the API; its key.</summary>
    internal static async Task<string> EnterObligationAsync(this Browser browser, string title, params (string Name, object Value)[] more)
    {
        using var answer = await browser.PostObligationAsync(title, more);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("key").GetString()!;
    }

    internal static Task<HttpResponseMessage> PostObligationAsync(this Browser browser, string title, params (string Name, object Value)[] more)
    {
        var fields = new Dictionary<string, object> { ["title"] = title, ["source"] = "GDPR Art. 32", ["owner"] = "PER-0001" };
        foreach (var (name, value) in more)
            fields[name] = value;
        return browser.CallAsync(HttpMethod.Post, "/api/obligations", new { fields });
    }

    internal static Task<HttpResponseMessage> ChangeObligationAsync(this Browser browser, string key, int version, params (string Name, object? Value)[] fields) =>
        browser.CallAsync(HttpMethod.Patch, $"/api/obligations/{key}", new { fields = fields.ToDictionary(field => field.Name, field => field.Value), version });

    internal static async Task<HttpStatusCode> PatchObligationAsync(this Browser browser, string key, int version, params (string Name, object? Value)[] fields)
    {
        using var answer = await browser.ChangeObligationAsync(key, version, fields);
        return answer.StatusCode;
    }

    internal static async Task<HttpStatusCode> MoveObligationAsync(this Browser browser, string key, string step, int version)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, $"/api/obligations/{key}/transitions/{step}", new { version });
        return answer.StatusCode;
    }

    /// <summary>The first complaint about a field in a refusal.</summary>
    internal static async Task<string> ErrorAsync(this HttpResponseMessage answer, string field)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return problem.GetProperty("errors").GetProperty(field)[0].GetString()!;
    }
}
