using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.MockLlm;

/// <summary>The Anthropic messages dialect: one JSON document, or named server-sent events that end in <c>message_stop</c>.</summary>
internal static class AnthropicAnswers
{
    public static byte[] Buffered(MockRequest request, MockAnswer answer)
    {
        var message = Envelope(request, answer);
        message["content"] = new JsonArray(answer.ToolName is null
            ? new JsonObject { ["type"] = "text", ["text"] = answer.Text }
            : new JsonObject { ["type"] = "tool_use", ["id"] = "toolu_mock", ["name"] = answer.ToolName, ["input"] = JsonNode.Parse(answer.ToolArguments) });
        message["stop_reason"] = StopReason(answer);
        return JsonSerializer.SerializeToUtf8Bytes(message);
    }

    public static IEnumerable<string> Events(MockRequest request, MockAnswer answer)
    {
        yield return Event("message_start", new JsonObject { ["message"] = Envelope(request, answer) });
        yield return Event("content_block_start", new JsonObject
        {
            ["index"] = 0,
            ["content_block"] = answer.ToolName is null
                ? new JsonObject { ["type"] = "text", ["text"] = "" }
                : new JsonObject { ["type"] = "tool_use", ["id"] = "toolu_mock", ["name"] = answer.ToolName, ["input"] = new JsonObject() },
        });
        yield return Event("ping", []);
        foreach (var piece in answer.Pieces)
            yield return Delta(new JsonObject { ["type"] = "text_delta", ["text"] = piece });
        foreach (var piece in answer.ToolArgumentPieces)
            yield return Delta(new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece });
        yield return Event("content_block_stop", new JsonObject { ["index"] = 0 });
        yield return Event("message_delta", new JsonObject
        {
            ["delta"] = new JsonObject { ["stop_reason"] = StopReason(answer), ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = answer.OutputTokens },
        });
        yield return Event("message_stop", []);
    }

    public static byte[] Error(string message, string type) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = type, ["message"] = message },
    });

    private static string Delta(JsonObject delta) => Event("content_block_delta", new JsonObject { ["index"] = 0, ["delta"] = delta });

    private static string Event(string name, JsonObject data)
    {
        data.Insert(0, "type", name);
        return $"event: {name}\ndata: {data.ToJsonString()}\n\n";
    }

    private static JsonObject Envelope(MockRequest request, MockAnswer answer) => new()
    {
        ["id"] = "msg_mock",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = request.Model,
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject { ["input_tokens"] = Math.Max(1, request.LastUserText.Length / 4), ["output_tokens"] = request.Stream ? 1 : answer.OutputTokens },
    };

    private static string StopReason(MockAnswer answer) => answer.ToolName is null ? "end_turn" : "tool_use";
}
