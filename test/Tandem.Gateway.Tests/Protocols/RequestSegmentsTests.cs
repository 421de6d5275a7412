using System.Text;
using Tandem.Gateway.Protocols;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Tests.Protocols;

public sealed class RequestSegmentsTests
{
    private const string OpenAi = "openai.chat";
    private const string Anthropic = "anthropic.messages";

    public static TheoryData<string, string, string, string, string, string> Shapes => new()
    {
        // dialect, body, path, text, provenance, kind
        { OpenAi, """{"messages":[{"role":"user","content":"hello"}]}""", "messages[0].content", "hello", "User", "Text" },
        { OpenAi, """{"messages":[{"content":"role comes last","role":"system"}]}""", "messages[0].content", "role comes last", "System", "Text" },
        { OpenAi, """{"messages":[{"role":"developer","content":[{"type":"text","text":"part"}]}]}""", "messages[0].content[0].text", "part", "System", "Text" },
        { OpenAi, """{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]}]}""", "messages[0].tool_calls[0].function.arguments", """{"a":1}""", "Assistant", "ToolArguments" },
        { OpenAi, """{"messages":[{"role":"assistant","tool_calls":[{"type":"custom","custom":{"name":"f","input":"x y"}}]}]}""", "messages[0].tool_calls[0].custom.input", "x y", "Assistant", "ToolArguments" },
        { OpenAi, """{"messages":[{"role":"tool","tool_call_id":"c","content":"42 degrees"}]}""", "messages[0].content", "42 degrees", "Tool", "Text" },
        { OpenAi, """{"messages":[{"role":"wizard","content":"hi"}]}""", "messages[0].content", "hi", "Other", "Text" },
        { OpenAi, """{"messages":[{"role":"wizard","content":"hi"}]}""", "messages[0].role", "wizard", "Other", "Unknown" },
        { OpenAi, """{"messages":[{"content":"no role"}]}""", "messages[0].content", "no role", "Other", "Text" },
        { OpenAi, """{"messages":[{"role":"user","content":[{"type":"video","video":{"prompt":"deep"}}]}]}""", "messages[0].content[0].?.?", "deep", "Other", "Unknown" },
        { OpenAi, """{"messages":[{"role":"user","content":[["nested",["deeper"]]]}]}""", "messages[0].content[0][1][0]", "deeper", "Other", "Unknown" },
        { OpenAi, """{"extra":{"list":["a text"]}}""", "?.?[0]", "a text", "Other", "Unknown" },
        { OpenAi, """{"4111111111111111":1}""", "?", "4111111111111111", "Other", "MemberName" },
        { OpenAi, """{"extra":4111111111111111}""", "?", "4111111111111111", "Other", "Number" },
        { OpenAi, """{"extra":4111111111111111.0}""", "?", "4111111111111111", "Other", "Number" },
        { OpenAi, """{"extra":-4.111111111111111e15}""", "?", "-4111111111111111", "Other", "Number" },
        { OpenAi, """{"extra":41111111111111115E-1}""", "?", "4111111111111111", "Other", "Number" },
        { OpenAi, """{"seed":4111111111111111}""", "seed", "4111111111111111", "Other", "Number" },
        { OpenAi, """{"metadata":{"case":"17-b"}}""", "metadata.?", "17-b", "Other", "Metadata" },
        { OpenAi, """{"user":"u-7"}""", "user", "u-7", "Other", "Metadata" },
        { OpenAi, """{"stop":["END",null]}""", "stop[0]", "END", "Other", "Metadata" },
        { OpenAi, """{"tools":[{"type":"function","function":{"name":"f","description":"does it","parameters":{"properties":{"p":{"description":"a parameter"}}}}}]}""", "tools[0].function.parameters.?.?.?", "a parameter", "System", "ToolDefinition" },
        { OpenAi, """{"tools":[{"type":"function","function":{"name":"f","description":"does it"}}]}""", "tools[0].function.description", "does it", "System", "ToolDefinition" },
        { OpenAi, """{"response_format":{"type":"json_schema","json_schema":{"name":"out"}}}""", "response_format.json_schema.?", "out", "System", "ToolDefinition" },
        { OpenAi, """{"messages":[{"role":"user","content":"caf\u00e9 \ud83d\ude00"}]}""", "messages[0].content", "café 😀", "User", "Text" },
        { OpenAi, """{"mess\u0061ges":[{"rol\u0065":"user","content":"escaped names"}]}""", "messages[0].content", "escaped names", "User", "Text" },
        { OpenAi, """{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]}]}""", "messages[0].content[0].image_url.url", "https://example.org/a.png", "User", "Unknown" },
        { Anthropic, """{"system":"be kind"}""", "system", "be kind", "System", "Text" },
        { Anthropic, """{"system":[{"type":"text","text":"be kind","cache_control":{"type":"ephemeral"}}]}""", "system[0].text", "be kind", "System", "Text" },
        { Anthropic, """{"messages":[{"role":"user","content":"hello"}]}""", "messages[0].content", "hello", "User", "Text" },
        { Anthropic, """{"messages":[{"role":"user","content":[{"type":"text","text":"hello"}]}]}""", "messages[0].content[0].text", "hello", "User", "Text" },
        { Anthropic, """{"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{"city":"Ulm","deep":{"n":["x"]}}}]}]}""", "messages[0].content[0].input.?.?[0]", "x", "Assistant", "ToolArguments" },
        { Anthropic, """{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"42"}]}]}""", "messages[0].content[0].content", "42", "Tool", "Text" },
        { Anthropic, """{"messages":[{"role":"user","content":[{"tool_use_id":"t","content":[{"text":"42","type":"text"}],"type":"tool_result"}]}]}""", "messages[0].content[0].content[0].text", "42", "Tool", "Text" },
        { Anthropic, """{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"a report"}}]}]}""", "messages[0].content[0].source.data", "a report", "Retrieved", "Text" },
        { Anthropic, """{"messages":[{"role":"user","content":[{"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"found"}]}]}]}""", "messages[0].content[0].content[0].text", "found", "Retrieved", "Text" },
        { Anthropic, """{"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"c2ln"}]}]}""", "messages[0].content[0].thinking", "hm", "Assistant", "Reasoning" },
        { Anthropic, """{"metadata":{"user_id":"u-9"}}""", "metadata.user_id", "u-9", "Other", "Metadata" },
        { Anthropic, """{"tools":[{"name":"f","description":"does it","input_schema":{"type":"object"}}]}""", "tools[0].description", "does it", "System", "ToolDefinition" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Request_OfAnyShape_GivesTheTextWithItsProvenance(string dialect, string body, string path, string text, string provenance, string kind)
    {
        var segments = Dialect.Find(dialect)!.ParseRequest(Encoding.UTF8.GetBytes(body)).Segments;

        var segment = Assert.Single(segments, segment => segment.JsonPath == path && segment.Kind.ToString() == kind);
        Assert.Equal(text, Encoding.UTF8.GetString(segment.Text.Span));
        Assert.Equal(Enum.Parse<SegmentProvenance>(provenance), segment.Provenance);
        Assert.Same(segments[segment.Number], segment);
    }

    [Fact]
    public void Request_OfOrdinaryShape_HasNoSegmentForTheDialectsOwnWords()
    {
        var request = Parse(OpenAi, """
            {"model":"m","stream":true,"stream_options":{"include_usage":true},"n":1,"temperature":0.2,"tool_choice":"auto",
             "messages":[{"role":"user","content":[{"type":"text","text":"only this"}]}]}
            """);

        Assert.Equal("only this", Encoding.UTF8.GetString(Assert.Single(request.Segments).Text.Span));
    }

    [Fact]
    public void Request_NamesModelStreamToolsAndEndUser()
    {
        var request = Parse(OpenAi, """
            {"model":"m-1","stream":true,"user":"u-1","tools":[{"type":"function","function":{"name":"a"}},{"type":"custom","custom":{"name":"b"}}],"functions":[{"name":"c"}]}
            """);

        Assert.Equal("m-1", request.Model);
        Assert.True(request.Stream);
        Assert.Equal(["a", "b", "c"], request.Tools);
        Assert.Equal("u-1", request.EndUser);
    }

    [Theory]
    [InlineData("""{"stream":false}""")]
    [InlineData("""{"stream":null}""")]
    [InlineData("""{"nested":{"stream":true,"model":"m"}}""")]
    [InlineData("""{"model":7}""")]
    public void Request_WithoutModelOrStreamAtTheirPlace_HasNone(string body)
    {
        var request = Parse(OpenAi, body);

        Assert.Null(request.Model);
        Assert.False(request.Stream);
    }

    [Theory]
    [InlineData(OpenAi, """{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAA="}}]}]}""", "image", "media", 0)]
    [InlineData(OpenAi, """{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]}]}""", "image", "reference", 1)]
    [InlineData(OpenAi, """{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:text/plain,my secret"}}]}]}""", "image", "unrecognised", 1)]
    [InlineData(OpenAi, """{"messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"UklGRiQAAABXQVZFZm10IBAAAAABAAEA","format":"wav"}}]}]}""", "audio", "media", 0)]
    [InlineData(OpenAi, """{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]}]}""", "file", "reference", 1)]
    [InlineData(Anthropic, """{"messages":[{"role":"user","content":[{"source":{"data":"/9j/4AAQSkZJRgABAQEASABIAAD/2wBD","media_type":"image/jpeg","type":"base64"},"type":"image"}]}]}""", "image", "media", 0)]
    [InlineData(Anthropic, """{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0xLjcKJeLjz9MKMSAwIG9iago8PC9U"}}]}]}""", "file", "media", 0)]
    [InlineData(Anthropic, """{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"4111 1111 1111 1111 is no document"}}]}]}""", "file", "unrecognised", 1)]
    [InlineData(Anthropic, """{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"file_1"}}]}]}""", "file", "reference", 1)]
    [InlineData(Anthropic, """{"messages":[{"role":"assistant","content":[{"type":"redacted_thinking","data":"c2VhbGVk"}]}]}""", "encrypted", "opaque", 1)]
    public void Request_WithPartThatCannotBeInspected_RecordsItAndScansWhatMayBeText(string dialect, string body, string kind, string reason, int segments)
    {
        var request = Parse(dialect, body);

        var part = Assert.Single(request.Uninspected);
        Assert.Equal((kind, reason), (part.Kind, part.Reason));
        Assert.True(part.Bytes > 0);
        Assert.Equal(segments, request.Segments.Count);
    }

    [Fact]
    public void Request_WithPlainTextDocument_CountsItAsInspected()
    {
        var request = Parse(Anthropic, """{"messages":[{"role":"user","content":[{"type":"document","source":{"data":"words","type":"text"}}]}]}""");

        Assert.Empty(request.Uninspected);
    }

    private static ParsedRequest Parse(string dialect, string body) => Dialect.Find(dialect)!.ParseRequest(Encoding.UTF8.GetBytes(body));
}
