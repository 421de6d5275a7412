using System.Net;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests;

/// <summary>What is cut in two is read as one by a model, and is found as one here.</summary>
public sealed class GatewaySplitTextTests
{
    private static readonly string KeyStart = SampleAnswers.CloudKey[..9];
    private static readonly string KeyEnd = SampleAnswers.CloudKey[9..];
    private static readonly string CardStart = SampleAnswers.Card[..^6];
    private static readonly string CardEnd = SampleAnswers.Card[^6..];

    public static TheoryData<string> Keys =>
    [
        $$"""{"role":"user","content":[{"type":"text","text":"use {{KeyStart}}"},{"type":"text","text":"{{KeyEnd}} now"}]}""",
        $$"""{"role":"user","content":"use {{KeyStart}}"},{"role":"user","content":"{{KeyEnd}} now"}""",
        $$"""{"role":"user","content":"use {{KeyStart}}"},{"role":"assistant","content":"yes?"},{"role":"user","content":"{{KeyEnd}} now"}""",
        $$"""{"role":"user","content":["{{KeyStart}}","{{KeyEnd}}"]}""",
        $$"""{"role":"user","content":[{{string.Join(',', SampleAnswers.CloudKey.Select(letter => $$"""{"type":"text","text":"{{letter}}"}"""))}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Key_CutInTwo_IsBlocked(string messages)
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var answer = await gateway.SendAsync("/v1/chat/completions", $$"""{"model":"test-model","messages":[{{messages}}]}""");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
        Assert.Equal(1, gateway.RecordsOf(answer)[0].GetProperty("class").GetProperty("secret.aws-access-token").GetInt32());
    }

    [Fact]
    public async Task Card_CutInTwo_IsRedactedInBothPlaces()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));

        using var answer = await gateway.SendAsync(
            "/v1/chat/completions",
            $$"""{"model":"test-model","messages":[{"role":"user","content":[{"type":"text","text":"card {{CardStart}}"},{"type":"text","text":"{{CardEnd}} please"}]}]}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("""[{"type":"text","text":"card [fin.credit_card]"},{"type":"text","text":"[fin.credit_card] please"}]""", Assert.Single(gateway.Upstream.Requests).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_InPartsThatHoldNothingTogether_PassesUnchanged()
    {
        const string Body = """{"model":"test-model","messages":[{"role":"user","content":[{"type":"text","text":"41"},{"type":"text","text":"11 apples"},{"type":"text","text":"and 12"}]}]}""";
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));

        using var answer = await gateway.SendAsync("/v1/chat/completions", Body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Body, Assert.Single(gateway.Upstream.Requests).Text);
    }

    [Fact]
    public async Task Key_CutInTwoInAnAnswer_IsWithheld()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson($$"""
            {"id":"msg_1","type":"message","role":"assistant","model":"test-model","stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1},
             "content":[{"type":"text","text":"use {{KeyStart}}"},{"type":"text","text":"{{KeyEnd}}"}]}
            """);

        using var answer = await gateway.MessagesAsync("hi");

        Assert.DoesNotContain(KeyEnd, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("blocked", gateway.RecordsOf(answer)[1].GetProperty("resp").GetString());
    }
}
