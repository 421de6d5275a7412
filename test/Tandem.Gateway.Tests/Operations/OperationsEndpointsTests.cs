using System.Net;
using System.Text.Json;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests.Operations;

/// <summary>The operations listener: its own credential, callers' keys from making to revoking, health and metrics.</summary>
public sealed class OperationsEndpointsTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/bundle")]
    [InlineData("/callers")]
    [InlineData("/metrics")]
    public async Task Operation_WithoutTheToken_IsRefused(string path)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var wrong = await gateway.OperateAsync(HttpMethod.Get, path, token: new string('0', 64));
        using var callers = await gateway.OperateAsync(HttpMethod.Get, path, token: gateway.Key);
        using var right = await gateway.OperateAsync(HttpMethod.Get, path);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (wrong.StatusCode, callers.StatusCode, right.StatusCode));
    }

    [Fact]
    public async Task Operation_OnTheCallersListener_DoesNotExist()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Callers, "/health"));
        request.Headers.Authorization = new("Bearer", gateway.Keys.OperationsToken);
        using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.True(answer.Headers.Contains("x-tandem-decision"));
    }

    [Fact]
    public async Task Key_FromMakingToRevoking_IsRecordedAndWorksExactlyWhileItMay()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        var key = await gateway.CreateKeyAsync("claims", "AIS-0001", "employee", "analyst");
        var id = key.Split('_')[1];

        using var before = await AskAsync(gateway, key);
        using var revocation = await gateway.OperateAsync(HttpMethod.Post, $"/callers/{id}/revoke", """{"reason":"left the company"}""");
        using var after = await AskAsync(gateway, key);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, revocation.StatusCode, after.StatusCode));
        var records = gateway.Records("key").Select(record => record.Root).Where(root => root.TryGetProperty("caller", out var caller) && caller.GetString() == id).ToArray();
        Assert.Equal(["caller-created", "caller-revoked"], records.Select(root => root.GetProperty("op").GetString()));
        Assert.All(records, root => Assert.DoesNotContain(key[13..], root.GetRawText(), StringComparison.Ordinal));
        Assert.Equal("left the company", records[1].GetProperty("why").GetString());
        using var list = await gateway.OperateAsync(HttpMethod.Get, "/callers");
        var listed = (await RunningGateway.ReadJsonAsync(list)).GetProperty("callers").EnumerateArray().Single(item => item.GetProperty("id").GetString() == id);
        Assert.Equal("revoked", listed.GetProperty("state").GetString());
        Assert.False(listed.TryGetProperty("hmac", out _));
    }

    [Fact]
    public async Task Key_WhoseRecordIsNotDurable_IsNotMade()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Ledger.Fail("key");
        using var answer = await gateway.OperateAsync(HttpMethod.Post, "/callers", """{"app":"claims","ai":"AIS-0001"}""");
        gateway.Ledger.Fail();
        using var list = await gateway.OperateAsync(HttpMethod.Get, "/callers");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(1, (await RunningGateway.ReadJsonAsync(list)).GetProperty("callers").GetArrayLength());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"ai":"AIS-0001"}""")]
    [InlineData("""{"app":"claims"}""")]
    [InlineData("""{"app":"claims","ai":"AIS-0001","roles":"admin"}""")]
    [InlineData("""{"app":"claims","ai":"AIS-0001","expires":"2001-01-01T00:00:00Z"}""")]
    [InlineData("""{"app":"a\u0007b","ai":"AIS-0001"}""")]
    public async Task Key_AskedForWrongly_IsNotMade(string body)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.OperateAsync(HttpMethod.Post, "/callers", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Key_AskedForWithNullMembers_IsMadeWithoutThem()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.OperateAsync(HttpMethod.Post, "/callers", """{"app":"claims","ai":"AIS-0001","roles":null,"expires":null}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Key_UnknownToBeRevoked_IsNotFound()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.OperateAsync(HttpMethod.Post, "/callers/nosuchid/revoke", """{"reason":"x"}""");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Health_WithoutABundle_Fails()
    {
        await using var gateway = await RunningGateway.StartAsync(isPublished: false);
        using var answer = await gateway.OperateAsync(HttpMethod.Get, "/health");
        var body = await RunningGateway.ReadJsonAsync(answer);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "failing"), (answer.StatusCode, body.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Metrics_AfterTraffic_CountItWithUnits()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        using (await gateway.ChatAsync("hi")) { }
        using (await gateway.ChatAsync($"use {SampleAnswers.CloudKey}")) { }

        using var answer = await gateway.OperateAsync(HttpMethod.Get, "/metrics");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("tandem_requests_total{route=\"chat\",decision=\"allow\",end=\"complete\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("tandem_requests_total{route=\"chat\",decision=\"block\",end=\"refused\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("tandem_reasons_total{reason=\"DATA_SECRET\"} 1", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.StartsWith("# HELP", StringComparison.Ordinal)), line => Assert.Contains("(unit: ", line, StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> AskAsync(RunningGateway gateway, string key) => gateway.SendAsync(
        "/v1/chat/completions",
        JsonSerializer.Serialize(new { model = "test-model", messages = new[] { new { role = "user", content = "hi" } } }),
        request => request.Headers.Authorization = new("Bearer", key));
}
