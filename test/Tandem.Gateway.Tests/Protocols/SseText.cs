using System.Text;
using System.Text.Json;

namespace Tandem.Gateway.Tests.Protocols;

/// <summary>Makes and reads event streams the way providers and clients do.</summary>
internal static class SseText
{
    public static string Chunk(string choices) =>
        $"data: {{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m-1\",\"choices\":[{choices}]}}\n\n";

    public static string Content(string text, int choice = 0) =>
        Chunk($"{{\"index\":{choice},\"delta\":{{\"content\":{JsonSerializer.Serialize(text)}}},\"finish_reason\":null}}");

    public static string Finish(string reason = "stop", int choice = 0) =>
        Chunk($"{{\"index\":{choice},\"delta\":{{}},\"finish_reason\":\"{reason}\"}}");

    public static string Done => "data: [DONE]\n\n";

    public static string Event(string type, string members) => $"event: {type}\ndata: {{\"type\":\"{type}\"{(members.Length == 0 ? "" : "," + members)}}}\n\n";

    public static string MessageStart => Event("message_start", "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m-1\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":12,\"output_tokens\":1}}");

    public static string TextBlock(int index = 0) => Event("content_block_start", $"\"index\":{index},\"content_block\":{{\"type\":\"text\",\"text\":\"\"}}");

    public static string TextDelta(string text, int index = 0) =>
        Event("content_block_delta", $"\"index\":{index},\"delta\":{{\"type\":\"text_delta\",\"text\":{JsonSerializer.Serialize(text)}}}");

    public static string JsonDelta(string json, int index = 0) =>
        Event("content_block_delta", $"\"index\":{index},\"delta\":{{\"type\":\"input_json_delta\",\"partial_json\":{JsonSerializer.Serialize(json)}}}");

    public static string BlockStop(int index = 0) => Event("content_block_stop", $"\"index\":{index}");

    public static string MessageEnd(string reason = "end_turn") =>
        Event("message_delta", $"\"delta\":{{\"stop_reason\":\"{reason}\",\"stop_sequence\":null}},\"usage\":{{\"output_tokens\":7}}") + Event("message_stop", "");

    /// <summary>The JSON of all data lines, in order; the closing word left out.</summary>
    public static List<JsonElement> Data(string stream) =>
    [
        .. stream.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line[5..].Trim('\r', ' '))
            .Where(data => data != "[DONE]").Select(data => JsonDocument.Parse(data).RootElement),
    ];

    /// <summary>The text that a client of chat completions joins for a choice.</summary>
    public static string ContentOf(string stream, int choice = 0, string member = "content") => string.Concat(
        from chunk in Data(stream)
        where chunk.TryGetProperty("choices", out _)
        from item in chunk.GetProperty("choices").EnumerateArray()
        where item.GetProperty("index").GetInt32() == choice && item.TryGetProperty("delta", out var delta) && delta.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
        select item.GetProperty("delta").GetProperty(member).GetString());

    /// <summary>The arguments that a client of chat completions joins for a tool call.</summary>
    public static string ArgumentsOf(string stream, int choice = 0, int call = 0) => string.Concat(
        from chunk in Data(stream)
        from item in chunk.GetProperty("choices").EnumerateArray()
        where item.GetProperty("index").GetInt32() == choice && item.GetProperty("delta").TryGetProperty("tool_calls", out _)
        from piece in item.GetProperty("delta").GetProperty("tool_calls").EnumerateArray()
        where piece.GetProperty("index").GetInt32() == call
        select piece.GetProperty("function").GetProperty("arguments").GetString());

    /// <summary>The text that a client of messages joins for a block.</summary>
    public static string BlockOf(string stream, int index = 0, string member = "text") => string.Concat(
        from item in Data(stream)
        where item.GetProperty("type").GetString() == "content_block_delta" && item.GetProperty("index").GetInt32() == index && item.GetProperty("delta").TryGetProperty(member, out _)
        select item.GetProperty("delta").GetProperty(member).GetString());

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
