using System.Net;
using System.Text.Json;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests;

/// <summary>The whole path over real sockets, both dialects, buffered and streaming.</summary>
public sealed class GatewayPipelineTests
{
    [Fact]
    public async Task Chat_CleanRequest_IsForwardedAnsweredAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("Hello there"));

        using var answer = await gateway.ChatAsync("Good morning");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(SampleAnswers.Chat("Hello there"), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Good morning", Prompt(Assert.Single(gateway.Upstream.Requests).Text));
        var records = gateway.RecordsOf(answer);
        Assert.Equal(2, records.Count);
        var (decision, outcome) = (records[0], records[1]);
        Assert.Equal(("decision", "allow", "pending"), (Text(decision, "kind"), Text(decision, "dec"), Text(decision, "end")));
        Assert.Equal(("outcome", "allow", "complete"), (Text(outcome, "kind"), Text(outcome, "dec"), Text(outcome, "end")));
        Assert.Equal(decision.GetProperty("n").GetInt64(), outcome.GetProperty("ref").GetInt64());
        Assert.Equal(("claims", "key", "AIS-0001", "chat.completions"), (Text(outcome, "app"), Text(outcome, "auth"), Text(outcome, "ai"), Text(outcome, "act")));
        Assert.Equal(("test-model", "fake", "test@1.0.0", "clean"), (Text(outcome, "model"), Text(outcome, "prov"), Text(outcome, "pol"), Text(outcome, "resp")));
        Assert.Equal(("test-model-2026-01-01", 11, 7), (Text(outcome.GetProperty("modelVer"), "reported"), outcome.GetProperty("tok").GetProperty("in").GetInt32(), outcome.GetProperty("tok").GetProperty("out").GetInt32()));
        Assert.Equal((200, 200), (outcome.GetProperty("status").GetInt32(), outcome.GetProperty("ups").GetInt32()));
        Assert.Matches("^[0-9a-f]{64}$", Text(outcome, "inFp"));
        Assert.Matches("^[0-9a-f]{64}$", Text(outcome, "outFp"));
        Assert.Matches("^[0-9a-f]{32}$", Text(outcome, "sub"));
        Assert.Equal("loopback", Text(outcome, "src"));
    }

    [Fact]
    public async Task Messages_CleanRequest_IsForwardedAnsweredAndRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Message("Hello there"));

        using var answer = await gateway.MessagesAsync("Good morning");

        Assert.Equal(SampleAnswers.Message("Hello there"), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("messages", "complete", "clean"), (Text(outcome, "act"), Text(outcome, "end"), Text(outcome, "resp")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_CleanAnswer_ReachesTheCallerByteForByteAndIsRecordedBeforeItCloses(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();
        var pieces = isAnthropic ? SampleAnswers.MessageStream("Hello ", "there, ", "friend.") : SampleAnswers.ChatStream("Hello ", "there, ", "friend.");
        gateway.Upstream.AnswerStream(pieces);

        using var answer = isAnthropic ? await gateway.MessagesAsync("Good morning", stream: true) : await gateway.ChatAsync("Good morning", stream: true);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Hello there, friend.", SampleAnswers.TextOf(text));
        Assert.EndsWith(pieces[^1], text, StringComparison.Ordinal);
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("complete", "clean", true), (Text(outcome, "end"), Text(outcome, "resp"), outcome.GetProperty("stream").GetBoolean()));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(text), outcome.GetProperty("cov").GetProperty("bytesOut").GetInt64());
    }

    [Fact]
    public async Task Request_WithCardNumber_ReachesUpstreamRedacted()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("Noted"));

        using var answer = await gateway.ChatAsync($"My card is {SampleAnswers.Card}, thanks");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("My card is [fin.credit_card], thanks", Prompt(Assert.Single(gateway.Upstream.Requests).Text));
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal("redact", Text(outcome, "dec"));
        Assert.Equal(1, outcome.GetProperty("class").GetProperty("fin.credit_card").GetInt32());
        Assert.Equal(1, outcome.GetProperty("tr").GetProperty("redact").GetInt32());
        Assert.Equal("confidential", Text(outcome, "level"));
        Assert.Contains(outcome.GetProperty("rules").EnumerateArray(), rule => rule.GetString() == "request-card@1");
    }

    [Fact]
    public async Task Request_WithCardNumberInAPlaceNoTableKnows_ReachesUpstreamRedacted()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("Noted"));

        using var answer = await gateway.SendAsync("/v1/chat/completions", $$"""{"model":"test-model","messages":[{"role":"user","content":"hi"}],"x_new":{"deep":["{{SampleAnswers.Card}}"] } }""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sent = Assert.Single(gateway.Upstream.Requests).Text;
        Assert.DoesNotContain("1111 1111", sent, StringComparison.Ordinal);
        Assert.Contains("[fin.credit_card]", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WithSecret_NeverReachesUpstream(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();

        using var answer = isAnthropic ? await gateway.MessagesAsync($"use {SampleAnswers.CloudKey}") : await gateway.ChatAsync($"use {SampleAnswers.CloudKey}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("POLICY_BLOCK", text, StringComparison.Ordinal);
        Assert.Contains("DATA_SECRET", text, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleAnswers.CloudKey, text, StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
        var decision = Assert.Single(gateway.RecordsOf(answer));
        Assert.Equal(("block", "refused", 403), (Text(decision, "dec"), Text(decision, "end"), decision.GetProperty("status").GetInt32()));
        Assert.Equal(["POLICY_BLOCK", "DATA_SECRET"], decision.GetProperty("reason").EnumerateArray().Select(reason => reason.GetString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_WithIban_IsRedactedWhole(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(isAnthropic ? SampleAnswers.Message($"Pay to {SampleAnswers.Iban} now") : SampleAnswers.Chat($"Pay to {SampleAnswers.Iban} now"));

        using var answer = isAnthropic ? await gateway.MessagesAsync("Where to?") : await gateway.ChatAsync("Where to?");

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Pay to [fin.iban] now", text, StringComparison.Ordinal);
        Assert.DoesNotContain("3704", text, StringComparison.Ordinal);
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("redact", "findings", "complete"), (Text(outcome, "dec"), Text(outcome, "resp"), Text(outcome, "end")));
        Assert.Equal(1, outcome.GetProperty("classOut").GetProperty("fin.iban").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_WithSecret_IsWithheldInTheCallersDialect(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(isAnthropic ? SampleAnswers.Message($"it is {SampleAnswers.CloudKey}") : SampleAnswers.Chat($"it is {SampleAnswers.CloudKey}"));

        using var answer = isAnthropic ? await gateway.MessagesAsync("What key?") : await gateway.ChatAsync("What key?");

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(SampleAnswers.CloudKey, text, StringComparison.Ordinal);
        Assert.Contains(isAnthropic ? "refusal" : "content_filter", text, StringComparison.Ordinal);
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("block", "blocked", "blocked"), (Text(outcome, "dec"), Text(outcome, "resp"), Text(outcome, "end")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_WithIbanCutAcrossDeltas_IsRedacted(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();
        string[] deltas = ["Pay to DE", "89 3704 00", "44 0532 0130", " 00 now, please do."];
        gateway.Upstream.AnswerStream(isAnthropic ? SampleAnswers.MessageStream(deltas) : SampleAnswers.ChatStream(deltas));

        using var answer = isAnthropic ? await gateway.MessagesAsync("Where to?", stream: true) : await gateway.ChatAsync("Where to?", stream: true);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Pay to [fin.iban] now, please do.", SampleAnswers.TextOf(text));
        Assert.DoesNotContain("3704", text, StringComparison.Ordinal);
        Assert.Equal("redact", Text(gateway.RecordsOf(answer)[1], "dec"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_WithSecret_EndsInTheCallersDialectAndCancelsUpstream(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();
        string[] deltas = ["The key is AKIAQYLP", "MN5HHHFPZAM2 and", string.Concat(Enumerable.Repeat(" more text follows here,", 300))];
        var pieces = isAnthropic ? SampleAnswers.MessageStream(deltas) : SampleAnswers.ChatStream(deltas);
        gateway.Upstream.AnswerStreamAndHang(pieces[..^3]);

        using var answer = isAnthropic ? await gateway.MessagesAsync("What key?", stream: true) : await gateway.ChatAsync("What key?", stream: true);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("AKIA", text, StringComparison.Ordinal);
        Assert.Contains(isAnthropic ? "refusal" : "content_filter", text, StringComparison.Ordinal);
        Assert.Contains(isAnthropic ? "message_stop" : "[DONE]", text, StringComparison.Ordinal);
        await gateway.Upstream.Cut.Task.WaitAsync(TestContext.Current.CancellationToken);
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("block", "blocked", "blocked"), (Text(outcome, "dec"), Text(outcome, "resp"), Text(outcome, "end")));
    }

    [Fact]
    public async Task Stream_OfARouteThatHolds_ReleasesNoTextBeforeAllOfItWasJudged()
    {
        await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { ResponseMode = "hold" });
        gateway.Upstream.AnswerStream(SampleAnswers.ChatStream("A long and harmless beginning, then ", string.Concat(Enumerable.Repeat("more of it, ", 500)), $"and {SampleAnswers.CloudKey} at last."));

        using var answer = await gateway.ChatAsync("What key?", stream: true);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("harmless beginning", text, StringComparison.Ordinal);
        Assert.Contains("content_filter", text, StringComparison.Ordinal);
        Assert.Equal("blocked", gateway.RecordsOf(answer)[1].GetProperty("end").GetString());
    }

    [Fact]
    public async Task Records_OfEachKind_CarryEveryMember()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        using var answered = await gateway.ChatAsync("hi");
        using var refused = await gateway.SendAsync("/nowhere", "{}", request => request.Headers.Remove("Authorization"));
        string[] members =
        [
            "req", "ref", "tenant", "sub", "app", "roles", "auth", "src", "act", "route", "use", "ai", "dec", "reason", "rules", "tr", "prov", "model", "modelVer", "ep", "pol", "polH",
            "polAuthor", "polApprovers", "inFp", "outFp", "class", "classOut", "level", "rag", "resp", "hrev", "tok", "cost", "us", "ret", "cov", "stream", "status", "end", "ups", "pd",
            "v", "log", "w", "n", "prev", "t", "m", "boot", "kind",
        ];

        Assert.All([.. gateway.RecordsOf(answered), .. gateway.RecordsOf(refused)], record =>
        {
            Assert.Equal(members.Order(StringComparer.Ordinal), record.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
            Assert.Equal(["bytesIn", "bytesOut", "bytesScanned", "segments", "uninspected"], record.GetProperty("cov").EnumerateObject().Select(member => member.Name));
            Assert.Equal(["admit", "commit", "decide", "read", "scan", "scanOut", "total", "upstream"], record.GetProperty("us").EnumerateObject().Select(member => member.Name));
        });
    }

    [Fact]
    public async Task Shutdown_WithARequestInFlight_LetsItFinishRecorded()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var held = HeldAnswer.Of(gateway, "finished");
        var waiting = gateway.ChatAsync("hi");
        await held.Asked;
        var stopping = gateway.StopAsync();
        held.Release();

        using var answer = await waiting;
        await stopping;

        Assert.Contains("finished", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("complete", gateway.RecordsOf(answer)[1].GetProperty("end").GetString());
    }

    [Fact]
    public async Task Model_Pinned_IsAskedForByItsPinnedName()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));

        using var answer = await gateway.ChatAsync("hi", model: "pinned-model");

        Assert.Contains("\"test-model-2026-01-01\"", Assert.Single(gateway.Upstream.Requests).Text, StringComparison.Ordinal);
        Assert.Equal("2026-01-01", Text(gateway.RecordsOf(answer)[1].GetProperty("modelVer"), "asked"));
    }

    private static string Text(JsonElement record, string member) => record.GetProperty(member).GetString()!;

    private static string? Prompt(string body) => JsonSerializer.Deserialize<JsonElement>(body).GetProperty("messages")[0].GetProperty("content").GetString();
}
