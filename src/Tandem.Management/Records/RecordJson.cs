using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Records;

/// <summary>Values of fields as a client sent them, made into a tree that every field may read without surprise.</summary>
internal static class RecordJson
{
    /// <exception cref="BadHttpRequestException">A text holds U+0000, for which PostgreSQL has no place, or half a surrogate pair, which no store has.</exception>
    internal static Dictionary<string, JsonNode?> Read(IEnumerable<KeyValuePair<string, JsonElement>> values) =>
        values.ToDictionary(pair => pair.Key, pair => Read(pair.Value), StringComparer.Ordinal);

    private static JsonNode? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => Text(value),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Read)]),
        // Of two members of one name the last one holds, as everywhere in JSON bodies here.
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().GroupBy(m => m.Name, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, Read(g.Last().Value)))),
        _ => JsonNode.Parse(value.GetRawText()),
    };

    private static JsonValue Text(JsonElement value)
    {
        try
        {
            var text = value.GetString()!;
            return text.Contains('\0', StringComparison.Ordinal) ? throw new BadHttpRequestException("text must not hold U+0000; take it out") : JsonValue.Create(text);
        }
        catch (InvalidOperationException damage)
        {
            throw new BadHttpRequestException("text must not hold half a surrogate pair; take it out", damage);
        }
    }
}
