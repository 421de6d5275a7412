using System.Text;
using System.Text.Json;
using Tandem.Gateway.Protocols;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Tests.Protocols;

public sealed class AnswerTests
{
    private const string OpenAi = "openai.chat";
    private const string Anthropic = "anthropic.messages";

    private const string Completion = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m-1","choices":[
          {"index":0,"message":{"role":"assistant","content":"Hi \u00e4","refusal":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
           "logprobs":{"content":[{"token":"Hi","bytes":[72,105]}]},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":5,"completion_tokens":6,"total_tokens":11},"system_fingerprint":"fp_1"}
        """;

    private static readonly BlockNotice Notice = new(ReasonCodes.ResponseBlock, "0199-decision", ["DATA_SECRET"], "small");

    [Theory]
    [InlineData(OpenAi, """{"choices":[{"message":{"role":"assistant","content":"text"}}]}""", "choices[0].message.content", "Text", "Assistant")]
    [InlineData(OpenAi, """{"choices":[{"message":{"content":"text"}}]}""", "choices[0].message.content", "Text", "Assistant")]
    [InlineData(OpenAi, """{"choices":[{"message":{"refusal":"text"}}]}""", "choices[0].message.refusal", "Refusal", "Assistant")]
    [InlineData(OpenAi, """{"choices":[{"message":{"reasoning_content":"text"}}]}""", "choices[0].message.reasoning_content", "Reasoning", "Assistant")]
    [InlineData(OpenAi, """{"choices":[{"message":{"tool_calls":[{"function":{"arguments":"text"}}]}}]}""", "choices[0].message.tool_calls[0].function.arguments", "ToolArguments", "Assistant")]
    [InlineData(OpenAi, """{"choices":[{"message":{"annotations":[{"url":"text"}]}}]}""", "choices[0].message.?[0].?", "Unknown", "Other")]
    [InlineData(OpenAi, """{"error":{"message":"text"}}""", "error.message", "Unknown", "Other")]
    [InlineData(OpenAi, """["text"]""", "[0]", "Unknown", "Other")]
    [InlineData(Anthropic, """{"role":"assistant","content":[{"type":"text","text":"text"}]}""", "content[0].text", "Text", "Assistant")]
    [InlineData(Anthropic, """{"content":[{"type":"thinking","thinking":"text"}]}""", "content[0].thinking", "Reasoning", "Assistant")]
    [InlineData(Anthropic, """{"content":[{"type":"tool_use","input":{"q":["text"]}}]}""", "content[0].input.?[0]", "ToolArguments", "Assistant")]
    [InlineData(Anthropic, """{"content":[{"type":"web_search_tool_result","content":[{"type":"web_search_result","title":"text"}]}]}""", "content[0].content[0].title", "Text", "Retrieved")]
    [InlineData(Anthropic, """{"type":"error","error":{"type":"api_error","message":"text"}}""", "error.message", "Unknown", "Other")]
    public void Answer_OfAnyShape_GivesTheTextWithItsProvenance(string dialect, string body, string path, string kind, string provenance)
    {
        var segment = Assert.Single(Read(dialect, body).Segments, segment => segment.JsonPath == path && segment.Kind != SegmentKind.MemberName);

        Assert.Equal("text", Encoding.UTF8.GetString(segment.Text.Span));
        Assert.Equal((kind, provenance), (segment.Kind.ToString(), segment.Provenance.ToString()));
    }

    [Fact]
    public void Answer_OfOpenAi_TellsModelTokensAndFinish()
    {
        var answer = Read(OpenAi, Completion);

        Assert.Equal(("m-1", "stop", new TokenCounts(5, 6)), (answer.Model, answer.FinishReason, answer.Tokens));
    }

    [Fact]
    public void Answer_OfAnthropic_TellsModelTokensAndFinish()
    {
        var answer = Read(Anthropic, """{"model":"m-2","stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":4}}""");

        Assert.Equal(("m-2", "end_turn", new TokenCounts(3, 4)), (answer.Model, answer.FinishReason, answer.Tokens));
    }

    [Fact]
    public void Rewrite_WithoutChanges_IsTheOriginalByteForByte() => Assert.Equal(Completion, Encoding.UTF8.GetString(Read(OpenAi, Completion).Rewrite(new Dictionary<int, byte[]>())));

    [Fact]
    public void Rewrite_WithAChange_TakesTheTokenProbabilitiesAlong()
    {
        var answer = Read(OpenAi, Completion);
        var content = answer.Segments.Single(segment => segment.JsonPath == "choices[0].message.content");

        var body = Encoding.UTF8.GetString(answer.Rewrite(new Dictionary<int, byte[]> { [content.Number] = "Hi [x]"u8.ToArray() }));

        Assert.Equal(Completion.Replace("\"Hi \\u00e4\"", "\"Hi [x]\"", StringComparison.Ordinal).Replace("""{"content":[{"token":"Hi","bytes":[72,105]}]}""", "null", StringComparison.Ordinal), body);
    }

    [Fact]
    public void Answer_WithAllTokenProbabilities_StaysWithinTheLimitOfTexts()
    {
        var top = string.Join(',', Enumerable.Repeat("""{"token":"a","logprob":-0.5,"bytes":[97]}""", 20));
        var tokens = string.Join(',', Enumerable.Repeat($$"""{"token":"a","logprob":-0.123456789,"bytes":[97],"top_logprobs":[{{top}}]}""", 4000));

        Assert.Equal(4000 * 21, Read(OpenAi, $$$"""{"choices":[{"index":0,"logprobs":{"content":[{{{tokens}}}]}}]}""").Segments.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>502</html>")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":\"")]
    public void Answer_ThatCannotBeRead_IsAValueThatDoesNotQuoteIt(string body)
    {
        var reading = Dialect.Find(OpenAi)!.ReadAnswer(Encoding.UTF8.GetBytes(body));

        Assert.Null(reading.Answer);
        Assert.Contains("(byte ", reading.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("502", reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void BlockedAnswer_OfOpenAi_IsACompletionThatWasFiltered()
    {
        var body = JsonDocument.Parse(Dialect.Find(OpenAi)!.BlockedAnswer(Notice, Read(OpenAi, Completion))).RootElement;
        var choice = Assert.Single(body.GetProperty("choices").EnumerateArray());

        Assert.Equal("chat.completion", body.GetProperty("object").GetString());
        Assert.Equal("content_filter", choice.GetProperty("finish_reason").GetString());
        Assert.Equal("", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Contains("0199-decision", choice.GetProperty("message").GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.Contains("DATA_SECRET", choice.GetProperty("message").GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.Equal(11, body.GetProperty("usage").GetProperty("total_tokens").GetInt32());
        Assert.Equal(("small", 1700000000), (body.GetProperty("model").GetString(), body.GetProperty("created").GetInt64()));
    }

    [Fact]
    public void BlockedAnswer_OfAnthropic_IsAMessageThatRefuses()
    {
        var body = JsonDocument.Parse(Dialect.Find(Anthropic)!.BlockedAnswer(Notice, null)).RootElement;

        Assert.Equal(("message", "refusal"), (body.GetProperty("type").GetString(), body.GetProperty("stop_reason").GetString()));
        Assert.Contains("0199-decision", body.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToolArguments_RedactedAcrossTheEndOfAString_BecomeEmpty()
    {
        var segment = new TextSegment(0, "", SegmentProvenance.Assistant, SegmentKind.ToolArguments, """{"a":"x"}"""u8.ToArray());

        Assert.Equal("{}", Encoding.UTF8.GetString(segment.Redact([new Finding("fin.iban", 6, 9, 1, "confidential", "", "t@1")], _ => "[gone]")));
    }

    private static Answer Read(string dialect, string body)
    {
        var reading = Dialect.Find(dialect)!.ReadAnswer(Encoding.UTF8.GetBytes(body));
        Assert.Null(reading.Problem);
        return reading.Answer!;
    }
}
