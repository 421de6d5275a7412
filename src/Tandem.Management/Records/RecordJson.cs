using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>Values of fields as a client sent them, made into a tree that every field may read without surprise.</summary>
internal static class RecordJson
{
    private const int LongestNumber = 40;

    // As in `e+308`.
    private const int LongestExponent = 5;

    /// <exception cref="UnreadableRequestException">A text or name holds U+0000, for which PostgreSQL has no place, or half a surrogate pair, which no store has; or a number has more digits than anything is counted with.</exception>
    internal static Dictionary<string, JsonNode?> Read(IEnumerable<KeyValuePair<string, JsonElement>> values) =>
        values.ToDictionary(pair => pair.Key, pair => Read(pair.Value), StringComparer.Ordinal);

    private static JsonNode? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => JsonValue.Create(Text(value.GetString)),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Read)]),
        // Of two members of one name the last one holds, as everywhere in JSON bodies here.
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().GroupBy(m => Text(() => m.Name), StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, Read(g.Last().Value)))),
        JsonValueKind.Number => Number(value),
        _ => JsonNode.Parse(value.GetRawText()),
    };

    // Beyond these bounds, comparing two numbers takes long or throws.
    private static JsonNode? Number(JsonElement value)
    {
        var text = value.GetRawText();
        var exponent = text.IndexOfAny(['e', 'E']);
        return text.Length <= LongestNumber && (exponent < 0 || text.Length - exponent <= LongestExponent)
            ? JsonNode.Parse(text) : throw new UnreadableRequestException("a number has too many digits; shorten it");
    }

    private static string Text(Func<string?> read)
    {
        try
        {
            var text = read()!;
            return text.Contains('\0', StringComparison.Ordinal) ? throw new UnreadableRequestException("text must not hold U+0000; take it out") : text;
        }
        catch (InvalidOperationException damage)
        {
            throw new UnreadableRequestException("text must not hold half a surrogate pair; take it out", damage);
        }
    }
}
