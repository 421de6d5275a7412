using System.Text;
using System.Text.Json;
using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Protocols.Streams;

/// <summary>Where the text of a channel stands.</summary>
/// <param name="Steps">The way from the root of an event.</param>
/// <param name="Index">The <c>index</c> member of the innermost object; null when it has none.</param>
/// <param name="Type">The <c>type</c> member of the innermost object; null when it has none.</param>
internal sealed record TextPlace(BodyStep[] Steps, long? Index, string? Type)
{
    /// <summary>A key for a way; names may hold any character, so they stand in hexadecimal.</summary>
    public static string KeyOf(ReadOnlySpan<BodyStep> steps)
    {
        var key = new StringBuilder();
        foreach (var step in steps)
            key.Append('/').Append(step.Name is { } name ? Convert.ToHexString(name.Span) : $"[{step.Position}]");
        return key.ToString();
    }

    /// <summary>Writes the members that lead to the text, and the text.</summary>
    /// <param name="json">Stands inside an object.</param>
    /// <param name="from">Number of steps that lead to that object.</param>
    /// <param name="utf8">The text.</param>
    public void Write(Utf8JsonWriter json, int from, ReadOnlySpan<byte> utf8)
    {
        var step = Steps[from];
        if (step.Name is { } name) json.WritePropertyName(name.Span);
        if (from == Steps.Length - 1)
        {
            json.WriteStringValue(utf8);
            return;
        }

        if (Steps[from + 1].Name is null)
        {
            json.WriteStartArray();
            Write(json, from + 1, utf8);
            json.WriteEndArray();
            return;
        }

        json.WriteStartObject();
        if (from == Steps.Length - 2)
        {
            if (Index is { } index) json.WriteNumber("index", index);
            if (Type is not null) json.WriteString("type", Type);
        }

        Write(json, from + 1, utf8);
        json.WriteEndObject();
    }
}
