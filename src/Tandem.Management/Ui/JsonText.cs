using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Management.Ui;

/// <summary>Text in JSON bodies: U+0000 is refused, as in forms.</summary>
internal sealed class JsonText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("a text is needed here");
        var text = reader.GetString();
        return text?.Contains('\0', StringComparison.Ordinal) == true ? throw new JsonException("text must not hold U+0000; take it out") : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
