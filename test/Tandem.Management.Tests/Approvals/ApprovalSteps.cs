using System.Net;
using System.Text.Json;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Approvals;

/// <summary>What people do to have a version approved, by the API; the pages have tests of their own.</summary>
internal static class ApprovalSteps
{
    internal static Task<ManagementFixture> StartAsync(
        string engine = DatabaseEngine.Sqlite, PostgresServer? postgres = null, TimeProvider? clock = null, Action<IServiceCollection>? configure = null) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { SignInAttemptsPerMinute = 1000, TimeProvider = clock ?? options.TimeProvider }, configure);

    /// <summary>An AI system of Ada's; the next key is hers.</summary>
    internal static async Task EnterSystemAsync(this Browser browser, string state = "inValidation") =>
        await browser.RegisterAsync("Claims assistant", ("owner", "PER-0001"), ("state", state));

    internal static Task<HttpResponseMessage> PutForwardAsync(this Browser browser, int version, string[] approvers, int quorum = 1, string purpose = "use", string sentence = "", string? due = null, string key = "AIS-0001") =>
        browser.CallAsync(HttpMethod.Post, "/api/approvals", new { type = "ai-system", key, version, purpose, sentence, approvers, quorum, due, note = "please look" });

    internal static Task<HttpResponseMessage> DecideAsync(
        this Browser browser, string approval = "APR-0001", string verdict = "approve", string? seat = null, string reason = "", string password = ManagementFixture.Password, string code = "") =>
        browser.CallAsync(HttpMethod.Post, $"/api/approvals/{approval}/decisions", new { seat, verdict, reason, password, code });

    internal static Task<HttpResponseMessage> ChangeAsync(this Browser browser, int version, string unit, string key = "AIS-0001") =>
        browser.CallAsync(HttpMethod.Patch, $"/api/ai-systems/{key}", new { fields = new { unit }, version });

    internal static Task<HttpResponseMessage> MoveAsync(this Browser browser, string transition, int version, string key = "AIS-0001") =>
        browser.CallAsync(HttpMethod.Post, $"/api/ai-systems/{key}/transitions/{transition}", new { version, reason = "as decided" });

    internal static async Task<JsonElement> ReadAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    internal static async Task<string> StateAsync(this Browser browser, string approval = "APR-0001")
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, $"/api/approvals/{approval}");
        return (await answer.ReadAsync(HttpStatusCode.OK)).GetProperty("state").GetString()!;
    }
}
