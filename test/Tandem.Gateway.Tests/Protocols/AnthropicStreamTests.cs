using System.Text;
using System.Text.Json;
using Tandem.Gateway.Protocols;
using static Tandem.Gateway.Tests.Protocols.SseText;

namespace Tandem.Gateway.Tests.Protocols;

public sealed class AnthropicStreamTests
{
    private const string Dialect = "anthropic.messages";
    private const string Key = "AKIAQ3EGUZ7XJ5TLN2WV";

    [Fact]
    public void Stream_WithoutFindings_GivesTheSameTextAndEndsWithUpstreamsStop()
    {
        var stream = MessageStart + TextBlock() + Event("ping", "") + TextDelta("Hello ") + TextDelta("wörld 😀.") + BlockStop() + MessageEnd();

        var run = StreamRun.Of(Dialect, stream);

        Assert.Equal(StreamStep.Finished, run.Step);
        Assert.Equal("Hello wörld 😀.", BlockOf(run.Sent));
        Assert.Equal(Event("message_stop", ""), Encoding.UTF8.GetString(run.Inspector.Terminal.Span));
        Assert.DoesNotContain("message_stop", run.Sent, StringComparison.Ordinal);
        Assert.Equal(new TokenCounts(12, 7), run.Inspector.Tokens);
        Assert.Equal(("m-1", "end_turn"), (run.Inspector.Model, run.Inspector.FinishReason));
    }

    [Fact]
    public void Stream_EventsWithoutText_PassByteForByte()
    {
        var stream = MessageStart + Event("ping", "") + Event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"f\",\"input\":{}}") + BlockStop() + Event("novelty", "\"a\":{\"b\":\"c\"}") + MessageEnd("tool_use");

        Assert.Equal(stream, StreamRun.Of(Dialect, stream).Received);
    }

    [Fact]
    public void Stream_WithCardOverSeveralDeltas_IsRedacted()
    {
        var stream = MessageStart + TextBlock() + string.Concat("Card 4111 1111 1111 1111 is mine.".Select(c => TextDelta(c.ToString()))) + BlockStop() + MessageEnd();

        Assert.Equal("Card [fin.credit_card] is mine.", BlockOf(StreamRun.Of(Dialect, stream).Sent));
    }

    [Fact]
    public void Stream_WithCardFromTheBlocksStartIntoItsDeltas_IsRedacted()
    {
        var stream = MessageStart + Event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"4111 1111 \"}") + TextDelta("1111 1111") + BlockStop() + MessageEnd();

        var sent = StreamRun.Of(Dialect, stream).Sent;

        Assert.DoesNotContain("1111", sent, StringComparison.Ordinal);
        Assert.Equal("[fin.credit_card]", BlockOf(sent));
    }

    [Theory]
    [InlineData("thinking", "thinking_delta")]
    [InlineData("unheard_of", "unheard_of_delta")]
    public void Stream_WithCardInAnotherMemberOfTheDelta_IsRedactedThere(string member, string type)
    {
        var pieces = new[] { "my 4111 11", "11 1111 11", "11 card" };
        var stream = MessageStart + TextBlock() + string.Concat(pieces.Select(piece => Event("content_block_delta", $$"""
            "index":0,"delta":{"type":"{{type}}","{{member}}":"{{piece}}"}
            """))) + BlockStop() + MessageEnd();

        var sent = StreamRun.Of(Dialect, stream).Sent;

        Assert.Equal("my [fin.credit_card] card", BlockOf(sent, member: member));
        Assert.All(Data(sent).Where(item => item.TryGetProperty("delta", out var delta) && delta.TryGetProperty(member, out _)), item => Assert.Equal(type, item.GetProperty("delta").GetProperty("type").GetString()));
    }

    [Fact]
    public void Stream_WithToolInput_GivesItWholeBeforeTheStop()
    {
        var stream = MessageStart + Event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"pay\",\"input\":{}}")
            + JsonDelta("") + JsonDelta("{\"card\": 41111111") + JsonDelta("11111111, \"to\": \"Ann\"}") + BlockStop() + MessageEnd("tool_use");

        var sent = StreamRun.Of(Dialect, stream).Sent;

        Assert.Equal("""{"card": "[fin.credit_card]", "to": "Ann"}""", BlockOf(sent, member: "partial_json"));
    }

    [Fact]
    public void Stream_WithSecretInToolInput_IsBlocked_WithoutAByteOfIt()
    {
        var stream = MessageStart + Event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}")
            + JsonDelta("{\"key\":\"AKIAQ3EGUZ") + JsonDelta("7XJ5TLN2WV\"}") + BlockStop() + MessageEnd("tool_use");

        var run = StreamRun.Of(Dialect, stream);

        Assert.Equal(StreamStep.Blocked, run.Step);
        Assert.DoesNotContain("AKIA", run.Received, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithSecret_ClosesTheOpenBlockAndEndsAsRefusal()
    {
        var stream = MessageStart + TextBlock() + TextDelta("The key: ") + TextDelta(Key) + TextDelta(" end") + BlockStop() + MessageEnd();

        var run = StreamRun.Of(Dialect, stream);
        var events = Data(run.Received);

        Assert.Equal(StreamStep.Blocked, run.Step);
        Assert.DoesNotContain("AKIA", run.Received, StringComparison.Ordinal);
        Assert.Equal(
            ["content_block_stop 0", "content_block_start 1", "content_block_delta 1", "content_block_stop 1", "message_delta", "message_stop"],
            events.TakeLast(6).Select(item => item.GetProperty("type").GetString() + (item.TryGetProperty("index", out var index) ? $" {index}" : "")));
        Assert.Equal("refusal", events[^2].GetProperty("delta").GetProperty("stop_reason").GetString());
        Assert.Contains(StreamRun.Notice.DecisionId, BlockOf(run.Received, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_BlockedInItsFirstEvent_IsStillAWholeMessage()
    {
        var run = StreamRun.Of(Dialect, MessageStart.Replace("msg_1", Key, StringComparison.Ordinal));

        Assert.Equal(StreamStep.Blocked, run.Step);
        Assert.Empty(run.Sent);
        Assert.Equal("message_start", Data(run.Received)[0].GetProperty("type").GetString());
        Assert.Equal("message_stop", Data(run.Received)[^1].GetProperty("type").GetString());
    }

    [Fact]
    public void Stream_WithInterleavedBlocks_JudgesEachByItself()
    {
        var stream = MessageStart + TextBlock(0) + TextBlock(1) + TextDelta("4111 1111 ", 0) + TextDelta("none 4111 1111 ", 1) + TextDelta("1111 1111", 0) + TextDelta("here", 1) + BlockStop(1) + BlockStop(0) + MessageEnd();

        var sent = StreamRun.Of(Dialect, stream).Sent;

        Assert.Equal("[fin.credit_card]", BlockOf(sent, 0));
        Assert.Equal("none 4111 1111 here", BlockOf(sent, 1));
    }

    [Fact]
    public void Stream_WithBlockThatIsNeverStopped_IsFlushedBeforeTheEnd() =>
        Assert.Equal("kept a", BlockOf(StreamRun.Of(Dialect, MessageStart + TextBlock() + TextDelta("kept a") + MessageEnd()).Sent));

    [Fact]
    public void Stream_WithSignature_RecordsItAsUninspected()
    {
        var run = StreamRun.Of(Dialect, MessageStart + Event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2lnbmF0dXJl\"}") + BlockStop() + MessageEnd());

        Assert.Equal(("encrypted", "opaque"), (Assert.Single(run.Inspector.Uninspected).Kind, run.Inspector.Uninspected[0].Reason));
        Assert.Contains("c2lnbmF0dXJl", run.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithHeldReasoning_GivesItBeforeItsSignature()
    {
        var thinking = Event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"ask ann\"}");
        var signature = Event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}");

        var sent = StreamRun.Of(Dialect, MessageStart + thinking + signature + BlockStop() + MessageEnd()).Sent;

        Assert.Equal("ask ann", BlockOf(sent[..sent.IndexOf(signature, StringComparison.Ordinal)], member: "thinking"));
    }

    [Theory]
    [InlineData("data: {}\n\n")]
    [InlineData("event: message_stop\ndata: {\"type\":\"content_block_delta\"}\n\n")]
    [InlineData("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"AKIAQ3EGUZ7XJ5TLN2WV\"}}\n\n")]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("")]
    public void Stream_ThatIsBrokenOrEndsEarly_IsAnUpstreamErrorValue(string tail)
    {
        var run = StreamRun.Of(Dialect, MessageStart + TextBlock() + TextDelta("so far.") + tail);

        Assert.Equal(StreamStep.UpstreamFailed, run.Step);
        Assert.DoesNotContain("AKIA", run.Received + run.Inspector.Problem, StringComparison.Ordinal);
        var last = Data(run.Received)[^1];
        Assert.Equal(("error", "api_error"), (last.GetProperty("type").GetString(), last.GetProperty("error").GetProperty("type").GetString()));
    }

    [Fact]
    public void Ending_WhenTheLedgerFails_IsAnErrorEvent()
    {
        var inspector = Tandem.Gateway.Protocols.Dialect.Find(Dialect)!.OpenStream(StreamRun.Scan());

        Assert.Equal(
            "overloaded_error",
            JsonDocument.Parse(Encoding.UTF8.GetString(inspector.FailureEnding(ReasonCodes.LedgerUnavailable, "0199"))["event: error\ndata: ".Length..]).RootElement.GetProperty("error").GetProperty("type").GetString());
    }
}
