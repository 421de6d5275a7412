using System.Text;
using Tandem.Gateway.Protocols;
using Tandem.Gateway.Protocols.Sse;
using static Tandem.Gateway.Tests.Protocols.SseText;

namespace Tandem.Gateway.Tests.Protocols;

public sealed class OpenAiStreamTests
{
    private const string Dialect = "openai.chat";
    private const string Card = "4111111111111111";
    private const string Key = "AKIAQ3EGUZ7XJ5TLN2WV";

    [Fact]
    public void Stream_WithoutFindings_GivesTheSameTextAndEndsWithUpstreamsDone()
    {
        var stream = Chunk("""{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}""") + Content("Hello ") + Content("wörld 😀.") + Finish() + Done;

        var run = StreamRun.Of(Dialect, stream);

        Assert.Equal(StreamStep.Finished, run.Step);
        Assert.Equal("Hello wörld 😀.", ContentOf(run.Sent));
        Assert.EndsWith(Finish(), run.Sent, StringComparison.Ordinal);
        Assert.Equal(Done, Encoding.UTF8.GetString(run.Inspector.Terminal.Span));
        Assert.DoesNotContain("[DONE]", run.Sent, StringComparison.Ordinal);
        Assert.Equal(("m-1", "stop"), (run.Inspector.Model, run.Inspector.FinishReason));
        Assert.Empty(run.Inspector.Findings);
    }

    [Fact]
    public void Stream_EventsWithoutText_PassByteForByte()
    {
        var stream = ": OPENROUTER PROCESSING\n\n" + "id: 7\r\nretry: 5\r\ndata:  {\"id\" : \"chatcmpl-1\",\"choices\":[ ],\"x\":{\"y\":[1,2.50e+1,null,true]}}\r\n\r\n" + Finish() + Done;

        var run = StreamRun.Of(Dialect, stream);

        Assert.Equal(stream, run.Received);
    }

    [Fact]
    public void Stream_WithCardOverSeveralDeltas_IsRedacted()
    {
        var stream = string.Concat("Card 4111 1111 1111 1111 is mine.".Select(c => Content(c.ToString()))) + Finish() + Done;

        var run = StreamRun.Of(Dialect, stream);

        Assert.Equal("Card [fin.credit_card] is mine.", ContentOf(run.Sent));
        Assert.Equal("fin.credit_card", Assert.Single(run.Inspector.Findings).Type);
    }

    [Fact]
    public void Stream_WithSecret_EndsAsContentFilter_WithoutAByteOfIt()
    {
        var stream = Content("The key: ") + string.Concat(Key.Select(c => Content(c.ToString()))) + Content(" end.") + Finish() + Done;

        var run = StreamRun.Of(Dialect, stream);

        Assert.Equal(StreamStep.Blocked, run.Step);
        Assert.DoesNotContain("AK", ContentOf(run.Received), StringComparison.Ordinal);
        Assert.EndsWith(Done, run.Received, StringComparison.Ordinal);
        Assert.Contains("content_filter", run.Received, StringComparison.Ordinal);
        Assert.Contains(StreamRun.Notice.DecisionId, ContentOf(run.Received, member: "refusal"), StringComparison.Ordinal);
        Assert.Contains("DATA_SECRET", ContentOf(run.Received, member: "refusal"), StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithHeldTextAndFinishInOneChunk_PutsAllInThatChunk()
    {
        var stream = Content("write to a") + Chunk("""{"index":0,"delta":{"content":"@b"},"finish_reason":"stop"}""") + Done;

        Assert.Equal("write to a@b", ContentOf(StreamRun.Of(Dialect, stream).Sent));
    }

    [Fact]
    public void Stream_ThatNeverFinishesItsChoice_IsFlushedBeforeDone() =>
        Assert.Equal("no finish 41", ContentOf(StreamRun.Of(Dialect, Content("no finish 41") + Done).Sent));

    [Fact]
    public void Stream_WithInterleavedChoices_JudgesEachByItself()
    {
        var stream = Content("4111 1111 ", 0) + Content("no card: 4111 1111 ", 1) + Content("1111 1111.", 0) + Content("and out", 1) + Finish("stop", 1) + Finish("length", 0) + Done;

        var run = StreamRun.Of(Dialect, stream);

        Assert.Equal("[fin.credit_card].", ContentOf(run.Sent, 0));
        Assert.Equal("no card: 4111 1111 and out", ContentOf(run.Sent, 1));
    }

    [Theory]
    [InlineData("refusal")]
    [InlineData("reasoning")]
    [InlineData("reasoning_content")]
    [InlineData("unheard_of")]
    public void Stream_WithCardInAnotherMemberOfTheDelta_IsRedactedThere(string member)
    {
        var pieces = new[] { "my 4111 11", "11 1111 11", "11 card" };
        var stream = string.Concat(pieces.Select(piece => Chunk($$"""{"index":0,"delta":{"{{member}}":"{{piece}}"},"finish_reason":null}"""))) + Finish() + Done;

        Assert.Equal("my [fin.credit_card] card", ContentOf(StreamRun.Of(Dialect, stream).Sent, member: member));
    }

    [Fact]
    public void Stream_WithTextInNestedUnknownMembers_IsAChannelToo()
    {
        var pieces = new[] { "4111 1111 ", "1111 1111" };
        var stream = string.Concat(pieces.Select(piece => Chunk($$$"""{"index":0,"delta":{"a":{"b":[{"c":"{{{piece}}}"}]}},"finish_reason":null}"""))) + Finish() + Done;

        var sent = StreamRun.Of(Dialect, stream).Sent;

        Assert.DoesNotContain("1111", sent, StringComparison.Ordinal);
        Assert.Contains("[fin.credit_card]", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithTokenProbabilities_LosesThem()
    {
        var stream = Chunk("""{"index":0,"delta":{"content":"4111"},"logprobs":{"content":[{"token":"4111","bytes":[52,49],"logprob":-0.1}]},"finish_reason":null}""") + Finish() + Done;

        var run = StreamRun.Of(Dialect, stream);

        Assert.Contains("\"logprobs\":null", run.Sent, StringComparison.Ordinal);
        Assert.DoesNotContain("token", run.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithToolCalls_GivesEachWholeBeforeTheFinish()
    {
        var stream =
            Chunk("""{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"weather","arguments":""},"extra":{"kept":"yes"}}]},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"time","arguments":"{}"}},{"index":0,"function":{"arguments":"\"Ulm\"}"}}]},"finish_reason":null}""")
            + Finish("tool_calls") + Done;

        var sent = StreamRun.Of(Dialect, stream).Sent;

        Assert.Equal("""{"city":"Ulm"}""", ArgumentsOf(sent, call: 0));
        Assert.Equal("{}", ArgumentsOf(sent, call: 1));
        Assert.Contains("""{"index":0,"id":"call_a","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Ulm\"}"},"extra":{"kept":"yes"}}""", sent, StringComparison.Ordinal);
        Assert.Contains("\"call_b\"", sent, StringComparison.Ordinal);
        Assert.EndsWith(Finish("tool_calls"), sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithArgumentsThatTheFirstPieceHasNoRoomFor_GivesTheWholeCall()
    {
        var stream = Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"f"}}]}}""")
            + Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}}""") + Finish("tool_calls") + Done;

        Assert.Contains("""{"index":0,"id":"call_a","type":"function","function":{"name":"f","arguments":"{}"}}""", StreamRun.Of(Dialect, stream).Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithToolCallsThatLackIndexes_KeepsThemApartById()
    {
        var stream = Chunk("""{"index":0,"delta":{"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{\"n\":1}"}},{"id":"b","function":{"name":"g","arguments":"{\"n\":2}"}}]}}""") + Finish("tool_calls") + Done;

        var sent = StreamRun.Of(Dialect, stream).Sent;

        Assert.Contains("""{"id":"a","function":{"name":"f","arguments":"{\"n\":1}"}}""", sent, StringComparison.Ordinal);
        Assert.Contains("""{"id":"b","function":{"name":"g","arguments":"{\"n\":2}"}}""", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithFunctionCall_GivesItWhole()
    {
        var stream = Chunk("""{"index":0,"delta":{"function_call":{"name":"pay","arguments":""}}}""") + Chunk("""{"index":0,"delta":{"function_call":{"arguments":"{\"n\":4111111111111111}"}}}""") + Finish("function_call") + Done;

        Assert.Contains("""{"function_call":{"name":"pay","arguments":"{\"n\":\"[fin.credit_card]\"}"}}""", StreamRun.Of(Dialect, stream).Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithSecretInToolArguments_IsBlocked_WithoutAByteOfIt()
    {
        var stream = Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"f","arguments":"{\"key\":\"AKIAQ3EGUZ"}}]}}""")
            + Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"7XJ5TLN2WV\"}"}}]}}""") + Finish("tool_calls") + Done;

        var run = StreamRun.Of(Dialect, stream);

        Assert.Equal(StreamStep.Blocked, run.Step);
        Assert.DoesNotContain("AKIA", run.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("7XJ5", run.Received, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithSecretInToolNamePieces_IsBlocked()
    {
        var stream = Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"AKIAQ3EGUZ","arguments":"{}"}}]}}""")
            + Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"7XJ5TLN2WV"}}]}}""") + Finish("tool_calls") + Done;

        Assert.Equal(StreamStep.Blocked, StreamRun.Of(Dialect, stream).Step);
    }

    [Theory]
    [InlineData("{\"id\":\"AKIAQ3EGUZ7XJ5TLN2WV\",\"choices\":[]}")]
    [InlineData("{\"choices\":[],\"novelty\":[{\"deep\":\"AKIAQ3EGUZ7XJ5TLN2WV\"}]}")]
    [InlineData("{\"choices\":[],\"AKIAQ3EGUZ7XJ5TLN2WV\":1}")]
    [InlineData("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"AKIAQ3EGUZ7XJ5TLN2WV\"}}]}")]
    public void Stream_WithSecretInAnyOtherString_IsBlocked(string data)
    {
        var run = StreamRun.Of(Dialect, $"data: {data}\n\n" + Done);

        Assert.Equal(StreamStep.Blocked, run.Step);
        Assert.DoesNotContain("AKIA", run.Received, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithCardInIdOrComment_IsRedactedThere()
    {
        var stream = ": pay 4111111111111111\nid: 1\ndata: {\"id\":\"x 4111111111111111\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hold a\"}}]}\n\n" + Finish() + Done;

        var run = StreamRun.Of(Dialect, stream);

        Assert.DoesNotContain(Card, run.Received, StringComparison.Ordinal);
        Assert.Contains("x [fin.credit_card]", run.Sent, StringComparison.Ordinal);
        Assert.Equal("hold a", ContentOf(run.Sent));
    }

    [Fact]
    public void Stream_WithUsage_ReportsTokens()
    {
        var stream = Content("x") + Finish() + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":34,\"total_tokens\":46}}\n\n" + Done;

        Assert.Equal(new TokenCounts(12, 34), StreamRun.Of(Dialect, stream).Inspector.Tokens);
    }

    [Theory]
    [InlineData("data: {not json\n\n")]
    [InlineData("data: {\"error\":{\"message\":\"overloaded AKIAQ3EGUZ7XJ5TLN2WV\",\"type\":\"server_error\"}}\n\n")]
    [InlineData("data: {\"choices\":[{\"index\":0,\"index\":1}]}\n\n")]
    [InlineData("")]
    [InlineData("data: {\"choices\"")]
    [InlineData("data: \0\n\n")]
    public void Stream_ThatIsBrokenOrEndsEarly_IsAnUpstreamErrorValue(string tail)
    {
        var run = StreamRun.Of(Dialect, Content("so far ok.") + tail);

        Assert.Equal(StreamStep.UpstreamFailed, run.Step);
        Assert.NotNull(run.Inspector.Problem);
        Assert.DoesNotContain("AKIA", run.Received + run.Inspector.Problem, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"UPSTREAM_ERROR\"", run.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", run.Received, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_WithTextAfterTheFinish_IsAnUpstreamErrorValue() =>
        Assert.Equal(StreamStep.UpstreamFailed, StreamRun.Of(Dialect, Content("4111 1111 ") + Finish() + Content("1111 1111") + Done).Step);

    [Fact]
    public void Stream_WithEventOverTheCap_IsUninspectable() =>
        Assert.Equal(StreamStep.Uninspectable, StreamRun.Of(Dialect, Content(new string('x', SseFramer.EventLimitBytes))).Step);

    [Fact]
    public void Stream_ThatHoldsBackTooMuch_IsUninspectable()
    {
        var piece = new string('x', 1000 * 1000);
        var stream = string.Concat(Enumerable.Repeat(Chunk($$$"""{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{{{piece}}}"}}]}}"""), 5));

        Assert.Equal(StreamStep.Uninspectable, StreamRun.Of(Dialect, stream).Step);
    }

    [Fact]
    public void Stream_WithChoicesWithoutEnd_IsUninspectable() =>
        Assert.Equal(StreamStep.Uninspectable, StreamRun.Of(Dialect, Chunk(string.Join(',', Enumerable.Range(0, 5000).Select(i => $$$"""{"index":{{{i}}},"delta":{"content":"x"}}""")))).Step);

    [Fact]
    public void Stream_HeldWhole_ReleasesNoTextBeforeTheFinish()
    {
        var deltas = Content("All ") + Content("at once.");

        Assert.Equal("", ContentOf(StreamRun.Of(Dialect, deltas, StreamRun.Scan(holdAll: true)).Sent));
        Assert.Equal("All at once.", ContentOf(StreamRun.Of(Dialect, deltas + Finish() + Done, StreamRun.Scan(holdAll: true)).Sent));
    }

    [Fact]
    public void Stream_ShowsItsTextToTheFingerprint_AsUpstreamSentIt()
    {
        var seen = new StringBuilder();
        var stream = Content("4111 1111 1111 1111 ") + Content("ok") + Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"f","arguments":"{}"}}]}}""") + Finish() + Done;

        StreamRun.Of(Dialect, stream, StreamRun.Scan(observed: text => seen.Append(Encoding.UTF8.GetString(text))));

        Assert.Equal("4111 1111 1111 1111 okf{}", seen.ToString());
    }

    [Fact]
    public void Stream_BlockedInOneOfTwoChoices_ClosesBothAndExplainsOnce()
    {
        var stream = Content("a.", 0) + Content("b.", 1) + Content($"{Key} ", 1) + Finish("stop", 1) + Finish() + Done;

        var run = StreamRun.Of(Dialect, stream);
        var ending = Encoding.UTF8.GetString(run.Inspector.BlockedEnding(StreamRun.Notice));

        Assert.Equal(StreamStep.Blocked, run.Step);
        Assert.Equal(2, Data(ending).Count);
        Assert.All(Data(ending), chunk => Assert.Equal(("chatcmpl-1", "m-1"), (chunk.GetProperty("id").GetString(), chunk.GetProperty("model").GetString())));
        Assert.NotEmpty(ContentOf(ending, 0, "refusal"));
        Assert.Empty(ContentOf(ending, 1, "refusal"));
    }
}
