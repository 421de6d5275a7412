using System.Text.Json;

namespace Tandem.Gateway.Tests.Hosting;

/// <summary>Answers as the two providers write them, around a text of the test's choice.</summary>
internal static class SampleAnswers
{
    public const string Card = "4111 1111 1111 1111";
    public const string Iban = "DE89 3704 0044 0532 0130 00";

    /// <summary>The published example key of the provider's documentation.</summary>
    public const string CloudKey = "AKIAQYLPMN5HHHFPZAM2";

    public static string Chat(string text) => JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1767225600,
        model = "test-model-2026-01-01",
        choices = new[] { new { index = 0, message = new { role = "assistant", content = text }, finish_reason = "stop" } },
        usage = new { prompt_tokens = 11, completion_tokens = 7, total_tokens = 18 },
    });

    public static string Message(string text) => JsonSerializer.Serialize(new
    {
        id = "msg_1",
        type = "message",
        role = "assistant",
        model = "test-model-2026-01-01",
        content = new[] { new { type = "text", text } },
        stop_reason = "end_turn",
        stop_sequence = (string?)null,
        usage = new { input_tokens = 11, output_tokens = 7 },
    });

    /// <summary>A chat stream with one chunk per piece.</summary>
    public static string[] ChatStream(params string[] pieces) =>
    [
        Chunk("""{"role":"assistant","content":""}""", "null"),
        .. pieces.Select(piece => Chunk(JsonSerializer.Serialize(new { content = piece }), "null")),
        Chunk("{}", "\"stop\""),
        "data: [DONE]\n\n",
    ];

    /// <summary>A message stream with one delta per piece.</summary>
    public static string[] MessageStream(params string[] pieces) =>
    [
        Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"test-model-2026-01-01","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":11,"output_tokens":1}}}"""),
        Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        .. pieces.Select(piece => Event("content_block_delta", $$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":{{JsonSerializer.Serialize(piece)}} } }""")),
        Event("content_block_stop", """{"type":"content_block_stop","index":0}"""),
        Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":7}}"""),
        Event("message_stop", """{"type":"message_stop"}"""),
    ];

    /// <summary>The text that a client puts together from a stream of either dialect.</summary>
    public static string TextOf(string stream)
    {
        var text = "";
        foreach (var line in stream.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)))
        {
            using var document = JsonDocument.Parse(line["data: ".Length..]);
            var root = document.RootElement;
            if (root.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0 && choices[0].GetProperty("delta").TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String) text += content.GetString();
            if (root.TryGetProperty("delta", out var delta) && delta.TryGetProperty("text", out var piece)) text += piece.GetString();
        }

        return text;
    }

    private static string Chunk(string delta, string finish) =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767225600,"model":"test-model-2026-01-01","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""" + "\n\n";

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";
}
