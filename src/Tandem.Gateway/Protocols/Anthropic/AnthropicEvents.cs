using System.Text;
using System.Text.Json;
using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Protocols.Anthropic;

/// <summary>Stream events of our own.</summary>
internal static class AnthropicEvents
{
    public static byte[] MessageStart(string id, string model, long inputTokens) => Event("message_start", Json("message_start", json =>
    {
        json.WriteStartObject("message");
        json.WriteString("id", id);
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", model);
        json.WriteStartArray("content");
        json.WriteEndArray();
        json.WriteNull("stop_reason");
        json.WriteNull("stop_sequence");
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", inputTokens);
        json.WriteNumber("output_tokens", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }));

    public static byte[] TextBlockStart(long index) => Event("content_block_start", Json("content_block_start", json =>
    {
        json.WriteNumber("index", index);
        json.WriteStartObject("content_block");
        json.WriteString("type", "text");
        json.WriteString("text", "");
        json.WriteEndObject();
    }));

    public static byte[] TextDelta(long index, string text) => Event("content_block_delta", Json("content_block_delta", json =>
    {
        json.WriteNumber("index", index);
        json.WriteStartObject("delta");
        json.WriteString("type", "text_delta");
        json.WriteString("text", text);
        json.WriteEndObject();
    }));

    public static byte[] BlockStop(long index) => Event("content_block_stop", Json("content_block_stop", json => json.WriteNumber("index", index)));

    public static byte[] Refusal(long outputTokens) => Event("message_delta", Json("message_delta", json =>
    {
        json.WriteStartObject("delta");
        json.WriteString("stop_reason", "refusal");
        json.WriteNull("stop_sequence");
        json.WriteEndObject();
        json.WriteStartObject("usage");
        json.WriteNumber("output_tokens", outputTokens);
        json.WriteEndObject();
    }));

    public static byte[] MessageStop() => Event("message_stop", Json("message_stop", _ => { }));

    public static byte[] Event(string name, byte[] json) => [.. "event: "u8, .. Encoding.UTF8.GetBytes(name), .. "\ndata: "u8, .. json, .. "\n\n"u8];

    private static byte[] Json(string type, Action<Utf8JsonWriter> members) => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        members(json);
        json.WriteEndObject();
    });
}
