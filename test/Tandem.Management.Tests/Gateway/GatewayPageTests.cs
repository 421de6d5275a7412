using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Gateway;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.Gateway;

public sealed class GatewayPageTests
{
    [Fact]
    public async Task Page_GatewayDown_SaysSoAndEverythingElseWorks()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/gateway");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("cannot be reached", browser.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "/decisions", "/statement-of-applicability", "/decisions/verification" })
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        }
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/gateway");
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    [Fact]
    public async Task Page_GatewayUp_ShowsHealthBundleAndKeysAsText()
    {
        await using var listener = await OperationsListener.StartAsync();
        await using var management = await ManagementFixture.StartAsync(change: listener.Connect);
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/gateway");
        Assert.Contains("Healthy", browser.Text, StringComparison.Ordinal);
        Assert.Contains("starter, version 7", browser.Text, StringComparison.Ordinal);
        Assert.Contains("<b>ann</b>", browser.Text, StringComparison.Ordinal);
        Assert.Contains("claims<script>", browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("script:not([src])"));
    }

    [Fact]
    public async Task CreateKey_ShowsTheSecretOnceAndKeepsItNowhere()
    {
        await using var listener = await OperationsListener.StartAsync();
        await using var management = await ManagementFixture.StartAsync(change: listener.Connect);
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("Claims assistant");
        await browser.OpenAsync("/gateway");

        await browser.SubmitAsync("/gateway/callers", ("app", "claims"), ("ai", "AIS-0001"), ("roles", "agent, lead"), ("reason", "new application"));

        Assert.Equal(HttpStatusCode.Created, browser.Status);
        Assert.Contains(OperationsListener.Secret, browser.Text, StringComparison.Ordinal);
        Assert.Contains("no-store", browser.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var body = listener.BodyOf("POST /callers ");
        Assert.Equal(("claims", "AIS-0001", 2), (body.GetProperty("app").GetString(), body.GetProperty("ai").GetString(), body.GetProperty("roles").GetArrayLength()));
        await browser.OpenAsync("/gateway");
        Assert.DoesNotContain(OperationsListener.Secret, browser.Text, StringComparison.Ordinal);
        var (action, events) = await ActionAsync(management);
        Assert.Equal((GatewayActionOutcome.Done, "abcd1234", "claims"), (action.Outcome, action.CallerId, action.Application));
        Assert.Equal(2, events.Count);
        Assert.All(events, text => Assert.DoesNotContain("secret-shown-once", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CreateKey_RefusedByTheGateway_StandsInTheHistoryAsFailed()
    {
        await using var listener = await OperationsListener.StartAsync();
        listener.Refusal = "the log takes no records";
        await using var management = await ManagementFixture.StartAsync(change: listener.Connect);
        var browser = await management.SignInAsync();
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/gateway/callers", new { app = "claims", ai = "AIS-0001", reason = "new application" });
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("the log takes no records", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var (action, _) = await ActionAsync(management);
        Assert.Equal((GatewayActionOutcome.Failed, "the log takes no records"), (action.Outcome, action.Problem));
    }

    [Fact]
    public async Task CreateKey_Incomplete_NamesEveryErrorAndAsksNobody()
    {
        await using var listener = await OperationsListener.StartAsync();
        await using var management = await ManagementFixture.StartAsync(change: listener.Connect);
        var browser = await management.SignInAsync();
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/gateway/callers", new { app = " ", ai = "", expires = "2020-01-01" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["ai", "app", "expires", "reason"], json.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(listener.Asked, asked => asked.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RevokeKey_WithReason_IsDoneAndRecorded()
    {
        await using var listener = await OperationsListener.StartAsync();
        await using var management = await ManagementFixture.StartAsync(change: listener.Connect);
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/gateway");
        await browser.SubmitAsync("/gateway/callers/abcd1234/revoke", ("reason", "the application is gone"));
        Assert.Equal("/gateway", browser.Path);
        Assert.Equal("the application is gone", listener.BodyOf("POST /callers/abcd1234/revoke ").GetProperty("reason").GetString());
        Assert.Contains("Revoked", browser.Text, StringComparison.Ordinal);
        var (action, _) = await ActionAsync(management);
        Assert.Equal((GatewayActionKind.RevokeKey, GatewayActionOutcome.Done), (action.Kind, action.Outcome));
    }

    [Fact]
    public async Task RevokeKey_Unknown_IsNotFoundWithWordsAndAsksNobody()
    {
        await using var listener = await OperationsListener.StartAsync();
        await using var management = await ManagementFixture.StartAsync(change: listener.Connect);
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/gateway");
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        await browser.PostAsync("/gateway/callers/wxyz9999/revoke", [new("__RequestVerificationToken", token), new("reason", "mistyped")]);
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/gateway/callers/wxyz9999/revoke", new { reason = "mistyped" });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (browser.Status, answer.StatusCode));
        Assert.Contains("he gateway knows no key `wxyz9999`", browser.Text, StringComparison.Ordinal);
        var words = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("there is no such key", words, StringComparison.Ordinal);
        Assert.Contains("wxyz9999", words, StringComparison.Ordinal);
        Assert.DoesNotContain(listener.Asked, asked => asked.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RevokeKey_GatewayDown_IsABadGateway()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/gateway/callers/wxyz9999/revoke", new { reason = "gone" });

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    private static Task<(GatewayAction Action, List<string> Events)> ActionAsync(ManagementFixture management) => management.WithDatabaseAsync(async db =>
        (await db.GatewayActions.SingleAsync(TestContext.Current.CancellationToken),
        await db.ChangeEvents.Where(change => change.RecordType == GatewayAction.Type).Select(change => change.Fields + change.Reason).ToListAsync(TestContext.Current.CancellationToken)));
}
