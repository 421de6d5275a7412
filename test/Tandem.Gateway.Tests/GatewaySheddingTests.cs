using System.Net;
using System.Text.Json;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests;

/// <summary>A flood of requests without a valid credential fills neither disk nor memory, and none of it is lost from the log.</summary>
public sealed class GatewaySheddingTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Body = """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""";

    [Theory]
    [InlineData(2, 1000)]
    [InlineData(1000, 2)]
    public async Task Unauthenticated_MoreThanAllowed_AreShedAndCountedByOneRecord(int perSource, int inAll)
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { UnauthenticatedPerSource = perSource, UnauthenticatedInAll = inAll });
        for (var i = 0; i < 2; i++)
        {
            using var recorded = await AskAsync(gateway, "Bearer nonsense");
            Assert.Equal(HttpStatusCode.Unauthorized, recorded.StatusCode);
        }

        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var shed = await AskAsync(gateway, i == 0 ? null : "Bearer nonsense");
            Assert.Equal(HttpStatusCode.TooManyRequests, shed.StatusCode);
            Assert.InRange(int.Parse(shed.Headers.GetValues("retry-after").Single(), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
            Assert.Equal("true", shed.Headers.GetValues("x-should-retry").Single());
            var error = (await RunningGateway.ReadJsonAsync(shed)).GetProperty("error");
            Assert.Equal(("rate_limit_error", "RATE_LIMITED"), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
            ids.Add(shed.Headers.GetValues("x-tandem-decision").Single());
        }

        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        using (var answer = await gateway.ChatAsync("hi")) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using (var metrics = await gateway.OperateAsync(HttpMethod.Get, "/metrics"))
        {
            Assert.Contains("tandem_requests_shed_total{reason=\"IDENTITY_INVALID\"} 2", await metrics.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        await RunningGateway.EventuallyAsync(() => gateway.Records("shed").Count == 1);

        var record = gateway.Records("shed")[0].Root;
        Assert.Equal(ids, [record.GetProperty("req").GetString()!]);
        Assert.Equal((3, 1, 2, 3), (Number(record, "count"), Number(record.GetProperty("reason"), "IDENTITY_MISSING"), Number(record.GetProperty("reason"), "IDENTITY_INVALID"), Number(record.GetProperty("src"), "loopback")));
        Assert.Equal(2, gateway.Records("decision").Count(decision => decision.Root.GetProperty("dec").GetString() == "block"));
        using var again = await AskAsync(gateway, null);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task Unauthenticated_ShedInTheAnthropicDialect_AreToldSoInIt()
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { UnauthenticatedPerSource = 1 });
        using (await AskAsync(gateway, null))
        {
        }

        using var shed = await gateway.SendAsync("/v1/messages", Body, request => request.Headers.Remove("Authorization"));

        Assert.Equal(HttpStatusCode.TooManyRequests, shed.StatusCode);
        var body = await RunningGateway.ReadJsonAsync(shed);
        Assert.Equal(("error", "rate_limit_error"), (body.GetProperty("type").GetString(), body.GetProperty("error").GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Shed_BeforeTheGatewayStops_IsRecordedAtTheEnd()
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { UnauthenticatedPerSource = 1 });
        for (var i = 0; i < 4; i++) (await AskAsync(gateway, null)).Dispose();

        await gateway.StopAsync();

        Assert.Equal(3, Number(Assert.Single(gateway.Records("shed")).Root, "count"));
    }

    [Fact]
    public async Task Shed_WhileTheLedgerTakesNothing_IsRecordedLater()
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { UnauthenticatedPerSource = 1 });
        for (var i = 0; i < 2; i++) (await AskAsync(gateway, null)).Dispose();
        gateway.Ledger.Fail("shed");
        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 2; i++) (await AskAsync(gateway, null)).Dispose();
        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(gateway.Records("shed"));

        gateway.Ledger.Fail();

        await RunningGateway.EventuallyAsync(() => gateway.Records("shed").Count == 2);
        Assert.All(gateway.Records("shed"), record => Assert.Equal(1, Number(record.Root, "count")));
    }

    [Fact]
    public async Task Refusals_OnAFullDisk_AreNotALogLineEach()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Ledger.Fail("decision");
        for (var i = 0; i < 20; i++)
        {
            using var answer = await gateway.ChatAsync("hi");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        // One line in ten seconds; a slow machine may take longer for the twenty requests.
        Assert.InRange(gateway.Log.Text.Split('\n').Count(line => line.StartsWith("3201 ", StringComparison.Ordinal)), 1, 10);
    }

    private static int Number(JsonElement record, string member) => record.GetProperty(member).GetInt32();

    private static Task<HttpResponseMessage> AskAsync(RunningGateway gateway, string? authorization) => gateway.SendAsync(Chat, Body, request =>
    {
        request.Headers.Remove("Authorization");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
    });
}
