using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Tandem.Gateway.Tests.Hosting;
using Tandem.Testing.Upstream;

namespace Tandem.Gateway.Tests;

/// <summary>Every way a request can fail has its own status, reason code, body in the caller's dialect and record.</summary>
public sealed class GatewayRefusalTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Body = """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""";

    [Theory]
    [InlineData(null, null, "IDENTITY_MISSING")]
    [InlineData("Bearer tdm_22222222_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null, "IDENTITY_INVALID")]
    [InlineData("Bearer tdm_short", null, "IDENTITY_INVALID")]
    [InlineData("Bearer not-a-token", null, "IDENTITY_INVALID")]
    [InlineData("Basic dXNlcjpwYXNz", null, "IDENTITY_INVALID")]
    [InlineData(null, "tdm_22222222_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "IDENTITY_INVALID")]
    [InlineData("Bearer one", "two", "IDENTITY_INVALID")]
    public async Task Credential_ThatProvesNothing_IsRefusedAndRecorded(string? authorization, string? apiKey, string reason)
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var answer = await gateway.SendAsync(Chat, Body, request =>
        {
            request.Headers.Remove("Authorization");
            if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            if (apiKey is not null) request.Headers.TryAddWithoutValidation("x-api-key", apiKey);
        });

        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.Unauthorized, reason);
        Assert.Equal(("none", "none"), (Text(gateway, answer, "sub"), Text(gateway, answer, "auth")));
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Key_Expired_IsRefusedAsExpired()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var body = JsonSerializer.Serialize(new { app = "claims", ai = "AIS-0001", roles = new[] { "employee" }, expires = gateway.Time.GetUtcNow().AddHours(1) });
        using var made = await gateway.OperateAsync(HttpMethod.Post, "/callers", body);
        var key = (await RunningGateway.ReadJsonAsync(made)).GetProperty("key").GetString();
        gateway.Time.Advance(TimeSpan.FromHours(2));

        using var answer = await gateway.SendAsync(Chat, Body, request => request.Headers.Authorization = new("Bearer", key));

        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.Unauthorized, "IDENTITY_EXPIRED");
    }

    [Fact]
    public async Task Route_Unknown_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.SendAsync("/v1/embeddings", Body);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.NotFound, "ROUTE_UNKNOWN");
        Assert.Equal("claims", Text(gateway, answer, "app"));
    }

    [Fact]
    public async Task Method_OtherThanPost_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Callers, Chat));
        request.Headers.Authorization = new("Bearer", gateway.Key);
        using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.NotFound, "ROUTE_UNKNOWN");
    }

    [Fact]
    public async Task Model_Unknown_IsRefusedAndItsNameStaysOutOfTheRecord()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.ChatAsync("hi", model: "no-such-model");
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.NotFound, "MODEL_UNKNOWN");
        Assert.Equal("none", Text(gateway, answer, "model"));
    }

    [Theory]
    [InlineData("{\"model\":\"test-model\",")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"model\":\"test-model\",\"model\":\"other\",\"messages\":[]}")]
    public async Task Body_Broken_IsRefusedAndRecorded(string body)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.SendAsync(Chat, body);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.BadRequest, "BODY_INVALID");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_TooLarge_IsRefusedAndRecorded(bool isChunked)
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { BodyLimitBytes = 100_000 });
        var bytes = Encoding.UTF8.GetBytes($$"""{"model":"test-model","messages":[{"role":"user","content":"{{new string('a', 200_000)}}"}]}""");
        using HttpContent content = isChunked ? new StreamContent(new MemoryStream(bytes)) : new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");

        using var answer = await gateway.SendAsync(Chat, content, request => request.Headers.TransferEncodingChunked = isChunked);

        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE");
    }

    [Fact]
    public async Task Bodies_LargerTogetherThanTheBudget_AreRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { BodyLimitBytes = 8 << 20 }, options => options with { GlobalBodyBudgetBytes = 1 << 20 });
        using var answer = await gateway.ChatAsync(new string('a', 3 << 19));
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.ServiceUnavailable, "OVERLOADED");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Body_Compressed_IsUnpackedInspectedAndForwardedPlain(string coding)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        using var content = Packed(coding, $$"""{"model":"test-model","messages":[{"role":"user","content":"card {{SampleAnswers.Card}}"}]}""");

        using var answer = await gateway.SendAsync(Chat, content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sent = Assert.Single(gateway.Upstream.Requests);
        Assert.Contains("card [fin.credit_card]", sent.Text, StringComparison.Ordinal);
        Assert.False(sent.Headers.ContainsKey("content-encoding"));
    }

    [Fact]
    public async Task Body_ThatUnpacksToAFlood_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var content = Packed("gzip", $$"""{"model":"test-model","messages":[{"role":"user","content":"{{new string('a', 900_000)}}"}]}""");
        using var answer = await gateway.SendAsync(Chat, content);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE");
    }

    [Fact]
    public async Task Body_WithBrokenCompression_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await gateway.SendAsync(Chat, content);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.BadRequest, "BODY_INVALID");
    }

    [Theory]
    [InlineData("application/json", "zstd")]
    [InlineData("application/json", "gzip, gzip")]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("text/plain", null)]
    public async Task Body_InAFormNotRead_IsRefusedAndRecorded(string type, string? coding)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null) content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using var answer = await gateway.SendAsync(Chat, content);
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.UnsupportedMediaType, "ENCODING_UNSUPPORTED");
    }

    [Fact]
    public async Task Body_ThatNeverComesWhole_IsRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { BodyTimeout = TimeSpan.FromMilliseconds(200) });
        using var socket = new TcpClient();
        await socket.ConnectAsync(gateway.Callers.Host, gateway.Callers.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {Chat} HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {gateway.Key}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{{\"model\""),
            TestContext.Current.CancellationToken);

        var buffer = new byte[64];
        var read = await stream.ReadAtLeastAsync(buffer, 12, cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
        Assert.Contains(gateway.Records("decision"), record => record.Root.GetProperty("reason")[0].GetString() == "BODY_TIMEOUT");
    }

    [Fact]
    public async Task Policy_NotLoaded_RefusesEverythingAndRecords()
    {
        await using var gateway = await RunningGateway.StartAsync(isPublished: false);
        using var answer = await gateway.ChatAsync("hi");
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.ServiceUnavailable, "POLICY_NOT_LOADED");
        Assert.Equal("none", Text(gateway, answer, "pol"));
    }

    [Fact]
    public async Task Caller_OutsideItsIntendedUse_IsRefusedByTheRule()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var key = await gateway.CreateKeyAsync("other", "AIS-0002", "employee");
        using var answer = await gateway.SendAsync(Chat, Body, request => request.Headers.Authorization = new("Bearer", key));
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.Forbidden, "POLICY_BLOCK", "INTENDED_USE");
    }

    [Fact]
    public async Task Route_OfAnotherAiSystem_IsClosedToTheCaller()
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { RouteAiSystem = "AIS-0002" });
        using var answer = await gateway.ChatAsync("hi");
        await MustBeRefusedAsync(gateway, answer, HttpStatusCode.Forbidden, "INTENDED_USE");
    }

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

    [Theory]
    [InlineData("/v1/chat/completions", "chat.completions")]
    [InlineData("/v1/messages", "messages")]
    [InlineData("/v1/no-such-thing", "other")]
    public async Task Caller_WithoutIdentity_IsRecordedWithWhatWasAskedFor(string path, string action)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(gateway.Callers, path), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(action, gateway.RecordsOf(answer)[0].GetProperty("act").GetString());
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_ThatBreaksOff_EndsWithAnErrorInTheCallersDialect(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();
        var pieces = isAnthropic ? SampleAnswers.MessageStream("Hello there.") : SampleAnswers.ChatStream("Hello there.");
        gateway.Upstream.AnswerStream(pieces[..2]);

        using var answer = isAnthropic ? await gateway.MessagesAsync("hi", stream: true) : await gateway.ChatAsync("hi", stream: true);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("UPSTREAM_ERROR", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("message_stop", text, StringComparison.Ordinal);
        Assert.Equal("upstream-error", gateway.RecordsOf(answer)[1].GetProperty("end").GetString());
    }

    [Fact]
    public async Task Stream_ThatStalls_EndsWithATimeoutInTheCallersDialect()
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { RequestTimeoutMs = 2_000 });
        gateway.Upstream.AnswerStreamAndHang(SampleAnswers.ChatStream("Hello there.")[..2]);

        using var answer = await gateway.ChatAsync("hi", stream: true);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("UPSTREAM_TIMEOUT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
        Assert.Equal("upstream-error", gateway.RecordsOf(answer)[1].GetProperty("end").GetString());
    }

    [Fact]
    public async Task Caller_WhoLeavesAStream_CancelsUpstreamAndIsRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerStreamAndHang(SampleAnswers.ChatStream("Hello ", string.Concat(Enumerable.Repeat("more words ", 1000)))[..3]);
        using (var answer = await gateway.ChatAsync("hi", stream: true))
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            Assert.True(await stream.ReadAsync(new byte[16], TestContext.Current.CancellationToken) > 0);
        }

        await gateway.Upstream.Cut.Task.WaitAsync(TestContext.Current.CancellationToken);
        await RunningGateway.EventuallyAsync(() => gateway.Records("outcome").Any(record => record.Root.GetProperty("end").GetString() == "client-abort"));
    }

    [Fact]
    public async Task Caller_WhoLeavesWhileWaiting_CancelsUpstreamAndIsRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var isAsked = new TaskCompletionSource();
        gateway.Upstream.Answer(async context =>
        {
            isAsked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(Body, Encoding.UTF8, "application/json");
        var waiting = gateway.SendUntilAsync(Chat, content, null, leave.Token);
        await isAsked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await gateway.Upstream.Cut.Task.WaitAsync(TestContext.Current.CancellationToken);
        await RunningGateway.EventuallyAsync(() => gateway.Records("outcome").Any(record => record.Root.GetProperty("end").GetString() == "client-abort"));
    }

    [Fact]
    public async Task Requests_MoreThanAllowedAtOnce_AreRefusedAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { MaxConcurrentRequests = 1 });
        var isAsked = new TaskCompletionSource();
        var mayAnswer = new TaskCompletionSource();
        gateway.Upstream.Answer(async context =>
        {
            isAsked.TrySetResult();
            await mayAnswer.Task;
            context.Response.ContentType = "application/json";
            await FakeUpstream.SendAsync(context, SampleAnswers.Chat("ok"));
        });
        var first = gateway.ChatAsync("hi");
        await isAsked.Task.WaitAsync(TestContext.Current.CancellationToken);

        using var second = await gateway.ChatAsync("hi");

        await MustBeRefusedAsync(gateway, second, HttpStatusCode.ServiceUnavailable, "OVERLOADED");
        mayAnswer.SetResult();
        using var answer = await first;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task MustBeRefusedAsync(RunningGateway gateway, HttpResponseMessage answer, HttpStatusCode status, params string[] reasons)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reasons[0], text, StringComparison.Ordinal);
        var decision = Assert.Single(gateway.RecordsOf(answer));
        Assert.Contains(decision.GetProperty("req").GetString()!, text, StringComparison.Ordinal);
        Assert.Equal(("block", "refused", (int)status), (decision.GetProperty("dec").GetString(), decision.GetProperty("end").GetString(), decision.GetProperty("status").GetInt32()));
        Assert.Equal(reasons, decision.GetProperty("reason").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Empty(gateway.Upstream.Requests.Skip(gateway.Records("outcome").Count + 1));
    }

    private static async Task MustFailAsync(RunningGateway gateway, HttpResponseMessage answer, HttpStatusCode status, string reason, string end)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        var records = gateway.RecordsOf(answer);
        Assert.Equal(2, records.Count);
        Assert.Equal((end, (int)status), (records[1].GetProperty("end").GetString(), records[1].GetProperty("status").GetInt32()));
        Assert.Contains(records[1].GetProperty("reason").EnumerateArray(), item => item.GetString() == reason);
    }

    private static string? Text(RunningGateway gateway, HttpResponseMessage answer, string member) => gateway.RecordsOf(answer)[0].GetProperty(member).GetString();

    private static ByteArrayContent Packed(string coding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream packer = coding switch { "gzip" => new GZipStream(packed, CompressionLevel.Optimal, true), "br" => new BrotliStream(packed, CompressionLevel.Optimal, true), _ => new ZLibStream(packed, CompressionLevel.Optimal, true) })
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add(coding);
        return content;
    }
}
