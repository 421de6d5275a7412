using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.MockLlm;

/// <summary>The OpenAI chat completions dialect: one JSON document, or server-sent events that end in <c>[DONE]</c>.</summary>
internal static class OpenAiAnswers
{
    private const long Created = 1_700_000_000;

    public static byte[] Buffered(MockRequest request, MockAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["id"] = "chatcmpl-mock",
        ["object"] = "chat.completion",
        ["created"] = Created,
        ["model"] = request.Model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = Message(answer),
            ["logprobs"] = null,
            ["finish_reason"] = FinishReason(answer),
        }),
        ["usage"] = Usage(request, answer),
    });

    public static IEnumerable<string> Events(MockRequest request, MockAnswer answer)
    {
        yield return Chunk(request, new JsonObject { ["role"] = "assistant", ["content"] = answer.ToolName is null ? "" : null }, null);
        foreach (var piece in answer.Pieces)
            yield return Chunk(request, new JsonObject { ["content"] = piece }, null);
        if (answer.ToolName is not null)
        {
            yield return Chunk(request, ToolDelta(new JsonObject { ["name"] = answer.ToolName, ["arguments"] = "" }, "call_mock"), null);
            foreach (var piece in answer.ToolArgumentPieces)
                yield return Chunk(request, ToolDelta(new JsonObject { ["arguments"] = piece }, null), null);
        }

        yield return Chunk(request, [], FinishReason(answer));
        if (request.IncludeUsage)
        {
            var usage = Envelope(request);
            usage["choices"] = new JsonArray();
            usage["usage"] = Usage(request, answer);
            yield return $"data: {usage.ToJsonString()}\n\n";
        }

        yield return "data: [DONE]\n\n";
    }

    public static byte[] Error(string message, string type) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = null },
    });

    private static JsonObject Message(MockAnswer answer)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = answer.ToolName is null ? answer.Text : null };
        if (answer.ToolName is not null)
        {
            message["tool_calls"] = new JsonArray(new JsonObject
            {
                ["id"] = "call_mock",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = answer.ToolName, ["arguments"] = answer.ToolArguments },
            });
        }

        return message;
    }

    private static JsonObject ToolDelta(JsonObject function, string? id)
    {
        var call = new JsonObject { ["index"] = 0, ["function"] = function };
        if (id is not null)
        {
            call["id"] = id;
            call["type"] = "function";
        }

        return new JsonObject { ["tool_calls"] = new JsonArray(call) };
    }

    private static string Chunk(MockRequest request, JsonObject delta, string? finishReason)
    {
        var chunk = Envelope(request);
        chunk["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason });
        return $"data: {chunk.ToJsonString()}\n\n";
    }

    private static JsonObject Envelope(MockRequest request) => new()
    {
        ["id"] = "chatcmpl-mock",
        ["object"] = "chat.completion.chunk",
        ["created"] = Created,
        ["model"] = request.Model,
    };

    private static string FinishReason(MockAnswer answer) => answer.ToolName is null ? "stop" : "tool_calls";

    private static JsonObject Usage(MockRequest request, MockAnswer answer)
    {
        var input = Math.Max(1, request.LastUserText.Length / 4);
        return new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = answer.OutputTokens, ["total_tokens"] = input + answer.OutputTokens };
    }
}
