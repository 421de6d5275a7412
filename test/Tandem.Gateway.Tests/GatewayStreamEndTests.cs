using System.Text;
using Tandem.Gateway.Tests.Hosting;
using Tandem.Testing.Upstream;

namespace Tandem.Gateway.Tests;

/// <summary>Streams that end otherwise than by their last event, and callers who leave.</summary>
public sealed class GatewayStreamEndTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Body = """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""";

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
        var held = HeldAnswer.Of(gateway, "nobody waits for it");
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(Body, Encoding.UTF8, "application/json");
        var waiting = gateway.SendUntilAsync(Chat, content, null, leave.Token);
        await held.Asked;
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await gateway.Upstream.Cut.Task.WaitAsync(TestContext.Current.CancellationToken);
        await RunningGateway.EventuallyAsync(() => gateway.Records("outcome").Any(record => record.Root.GetProperty("end").GetString() == "client-abort"));
    }

    [Theory]
    [InlineData("window", "the key: MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSk", true)]
    [InlineData("hold", "Hello ", true)]
    [InlineData("window", "Hello there, this text is released at once. And ", false)]
    public async Task Stream_WhoseTextIsHeldBack_IsKeptAliveByComments(string mode, string text, bool isHeld)
    {
        await using var gateway = await RunningGateway.StartAsync(
            bundle => bundle with { ResponseMode = mode }, options => options with { StreamKeepAlive = TimeSpan.FromMilliseconds(100) });
        var mayEnd = new TaskCompletionSource();
        var pieces = SampleAnswers.ChatStream(text, "done.");
        gateway.Upstream.Answer(async context =>
        {
            await FakeUpstream.BeginStreamAsync(context);
            foreach (var piece in isHeld ? pieces[..2] : pieces[1..2]) await FakeUpstream.SendAsync(context, piece);
            await mayEnd.Task.WaitAsync(context.RequestAborted);
            foreach (var piece in pieces[2..]) await FakeUpstream.SendAsync(context, piece);
        });

        using var answer = await gateway.ChatAsync("hi", stream: true);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var read = new StringBuilder();
        if (isHeld)
        {
            for (var comments = 0; comments < 2;)
            {
                var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
                Assert.True(line is not null, read.ToString());
                read.Append(line).Append('\n');
                comments += line == ": keep-alive" ? 1 : 0;
            }
        }

        mayEnd.SetResult();
        read.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));

        Assert.Contains("done.", read.ToString(), StringComparison.Ordinal);
        Assert.Contains("[DONE]", read.ToString(), StringComparison.Ordinal);
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("complete", (long)read.Length), (outcome.GetProperty("end").GetString(), outcome.GetProperty("cov").GetProperty("bytesOut").GetInt64()));
    }

    [Fact]
    public async Task Stream_KeptAliveAndThenBlocked_EndsInTheStreamAndNotAsAnAnswerOfItsOwn()
    {
        await using var gateway = await RunningGateway.StartAsync(
            bundle => bundle with { ResponseMode = "hold" }, options => options with { StreamKeepAlive = TimeSpan.FromMilliseconds(100) });
        var mayEnd = new TaskCompletionSource();
        var pieces = SampleAnswers.ChatStream("take ghp_OaQq9aZ8h3HYc5XkHv9k8yBrmX3k1iLAW2uM ", "done.");
        gateway.Upstream.Answer(async context =>
        {
            await FakeUpstream.BeginStreamAsync(context);
            foreach (var piece in pieces[..2]) await FakeUpstream.SendAsync(context, piece);
            await mayEnd.Task.WaitAsync(context.RequestAborted);
            foreach (var piece in pieces[2..]) await FakeUpstream.SendAsync(context, piece);
        });

        using var answer = await gateway.ChatAsync("hi", stream: true);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        string? line;
        do
        {
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(line);
        }
        while (line != ": keep-alive");

        mayEnd.SetResult();
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("ghp_", text, StringComparison.Ordinal);
        Assert.Contains("content_filter", text, StringComparison.Ordinal);
        Assert.Equal(("blocked", 200), (gateway.RecordsOf(answer)[1].GetProperty("end").GetString(), gateway.RecordsOf(answer)[1].GetProperty("status").GetInt32()));
    }
}
