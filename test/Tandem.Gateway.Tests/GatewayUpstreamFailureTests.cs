using System.Net;
using System.Net.Sockets;
using Tandem.Gateway.Tests.Hosting;
using Tandem.Testing.Upstream;
using static Tandem.Gateway.Tests.Hosting.RefusalAsserts;

namespace Tandem.Gateway.Tests;

/// <summary>An upstream that is down, slow, wrong or hostile: each way has its own status, code and record.</summary>
public sealed class GatewayUpstreamFailureTests
{
    private const string Chat = "/v1/chat/completions";

    [Fact]
    public async Task Upstream_Down_IsRefusedAndRecorded()
    {
        // A port that is taken and not listened to: nobody else gets it, and whoever connects is refused.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { UpstreamUrl = $"http://127.0.0.1:{port}" });
        using var answer = await gateway.ChatAsync("hi");
        await MustFailAsync(gateway, answer, HttpStatusCode.BadGateway, "UPSTREAM_UNREACHABLE", "upstream-error");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "public")]
    [InlineData("http://127.0.0.1:9", "private")]
    [InlineData("http://169.254.169.254", "private")]
    [InlineData("http://169.254.169.254", "loopback")]
    public async Task Upstream_OutsideItsDeclaredAddressClass_IsNeverConnectedTo(string url, string addressClass)
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { UpstreamUrl = addressClass == "public" ? url.Replace("http:", "https:", StringComparison.Ordinal) : url, AddressClass = addressClass });
        using var answer = await gateway.ChatAsync("hi");
        await MustFailAsync(gateway, answer, HttpStatusCode.BadGateway, "UPSTREAM_UNREACHABLE", "upstream-error");
        using var metrics = await gateway.OperateAsync(HttpMethod.Get, "/metrics");
        Assert.Contains("tandem_upstream_errors_total{error=\"AddressRefused\"} 1", await metrics.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upstream_ThatNeverAnswers_TimesOut()
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { FirstByteTimeoutMs = 100 });
        gateway.Upstream.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var answer = await gateway.ChatAsync("hi");
        await MustFailAsync(gateway, answer, HttpStatusCode.GatewayTimeout, "UPSTREAM_TIMEOUT", "upstream-error");
        // On a busy machine the time may be over before the request is there at all; if it is there, it is cut.
        await RunningGateway.EventuallyAsync(() => gateway.Upstream.Exchanges == 0);
    }

    [Fact]
    public async Task Upstream_ThatStallsInItsAnswer_TimesOut()
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { RequestTimeoutMs = 1_500 });
        gateway.Upstream.Answer(async context =>
        {
            context.Response.ContentType = "application/json";
            await FakeUpstream.SendAsync(context, "{\"id\":");
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var answer = await gateway.ChatAsync("hi");
        await MustFailAsync(gateway, answer, HttpStatusCode.GatewayTimeout, "UPSTREAM_TIMEOUT", "upstream-error");
    }

    [Fact]
    public async Task Upstream_Error_PassesThroughInspected()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.Answer(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.ContentType = "application/json";
            context.Response.Headers["retry-after"] = "7";
            context.Response.Headers["set-cookie"] = "session=1";
            context.Response.Headers["x-tandem-decision"] = "forged";
            return FakeUpstream.SendAsync(context, $$"""{"error":{"message":"slow down, {{SampleAnswers.Iban}}","type":"rate_limit"} }""");
        });

        using var answer = await gateway.ChatAsync("hi");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("slow down, [fin.iban]", text, StringComparison.Ordinal);
        Assert.Equal("7", answer.Headers.GetValues("retry-after").Single());
        Assert.False(answer.Headers.Contains("set-cookie"));
        Assert.NotEqual("forged", answer.Headers.GetValues("x-tandem-decision").Single());
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("upstream-error", 429, 429), (outcome.GetProperty("end").GetString(), outcome.GetProperty("status").GetInt32(), outcome.GetProperty("ups").GetInt32()));
        Assert.Contains(outcome.GetProperty("reason").EnumerateArray(), reason => reason.GetString() == "UPSTREAM_ERROR");
    }

    [Theory]
    [InlineData(503, "<html>busy</html>", "text/html", HttpStatusCode.ServiceUnavailable, "UPSTREAM_ERROR", "upstream-error")]
    [InlineData(200, "<html>hello</html>", "text/html", HttpStatusCode.BadGateway, "RESPONSE_UNINSPECTABLE", "blocked")]
    [InlineData(200, "{\"id\":", "application/json", HttpStatusCode.BadGateway, "RESPONSE_UNINSPECTABLE", "blocked")]
    [InlineData(302, "{}", "application/json", HttpStatusCode.BadGateway, "UPSTREAM_ERROR", "upstream-error")]
    public async Task Upstream_AnswerThatIsNone_IsWithheld(int status, string body, string type, HttpStatusCode expected, string reason, string end)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerText(body, status, type);
        using var answer = await gateway.ChatAsync("hi");
        await MustFailAsync(gateway, answer, expected, reason, end);
    }

    [Fact]
    public async Task Upstream_AnswerCompressedAgainstTheRequest_IsWithheld()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.Answer(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            return FakeUpstream.SendAsync(context, "opaque");
        });
        using var answer = await gateway.ChatAsync("hi");
        await MustFailAsync(gateway, answer, HttpStatusCode.BadGateway, "RESPONSE_UNINSPECTABLE", "blocked");
    }

    [Fact]
    public async Task Upstream_UninspectableAnswer_IsRecordedAsBlockedOnItsWayBack()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson("<html>hello</html>");
        using var answer = await gateway.ChatAsync("hi");

        var outcome = gateway.RecordsOf(answer)[1];

        Assert.Equal("block", outcome.GetProperty("dec").GetString());
        Assert.Equal("blocked", outcome.GetProperty("resp").GetString());
    }

    [Fact]
    public async Task Upstream_AnswerTooLarge_IsWithheld()
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { ResponseLimitBytes = 64 << 10 });
        gateway.Upstream.AnswerJson(SampleAnswers.Chat(new string('a', 100_000)));
        using var answer = await gateway.ChatAsync("hi");
        await MustFailAsync(gateway, answer, HttpStatusCode.BadGateway, "RESPONSE_UNINSPECTABLE", "upstream-error");
    }
}
