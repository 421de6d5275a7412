using System.Text.Json;
using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Protocols.OpenAi;

/// <summary>What all chunks of an answer have in common, so that ours fit among upstream's.</summary>
internal sealed record ChunkHead(string Id, long Created, string Model)
{
    /// <summary>Reads it off a chunk as it is sent, so after redaction.</summary>
    public static ChunkHead Of(byte[] chunk)
    {
        var body = BodyWalk.Read(chunk, OpenAiShapes.Chunk, withSteps: true);
        var id = body.Segments.FirstOrDefault(segment => segment.JsonPath == "id");
        return new ChunkHead(
            id is null ? "" : System.Text.Encoding.UTF8.GetString(id.Text.Span),
            body.NumberOf(Meaning.Created) ?? 0,
            body.Find(Meaning.Model) is { } model ? body.StringOf(model) : "");
    }

    /// <summary>Writes a chunk of one choice.</summary>
    public void Write(Utf8JsonWriter json, long choice, string? finishReason, Action members)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("object", "chat.completion.chunk");
        json.WriteNumber("created", Created);
        json.WriteString("model", Model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", choice);
        members();
        json.WriteString("finish_reason", finishReason);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
