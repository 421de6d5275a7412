using System.Text.Json;
using System.Text.Unicode;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>Bytes to a tree with positions: strict JSON without comments, with unique member names and whole numbers.</summary>
internal static class JsonTreeReader
{
    public static JsonNode? Read(BundleFile file)
    {
        var bytes = file.Content.Span;
        if (bytes.StartsWith("\uFEFF"u8))
        {
            file.Problem(0, "file begins with a byte order mark; save it as UTF-8 without one");
            return null;
        }

        if (!Utf8.IsValid(bytes))
        {
            file.Problem(0, "file is not valid UTF-8; save it as UTF-8");
            return null;
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = BundleLimits.MaxJsonDepth });
        var nodes = 0;
        try
        {
            reader.Read();
            var root = Value(file, ref reader, ref nodes);

            // One more read finds whatever stands after the value.
            if (root is not null)
                reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            var offset = OffsetOf(bytes, e.LineNumber ?? 0, e.BytePositionInLine ?? 0);
            file.Problem(offset, "not valid JSON here; check for a missing comma, quote or bracket, a comment, or nesting deeper than 12");
            return null;
        }
    }

    private static int OffsetOf(ReadOnlySpan<byte> bytes, long line, long positionInLine)
    {
        var start = 0;
        for (long i = 0; i < line; i++)
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(start + positionInLine, bytes.Length);
    }

    private static JsonNode? Value(BundleFile file, ref Utf8JsonReader reader, ref int nodes)
    {
        var offset = (int)reader.TokenStartIndex;
        if (++nodes > BundleLimits.MaxNodes)
        {
            file.Problem(offset, "file has too many values; split it");
            return null;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Record(file, ref reader, ref nodes);
            case JsonTokenType.StartArray:
                var list = new JsonNode(JsonKind.List, offset);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (Value(file, ref reader, ref nodes) is not { } item)
                        return null;
                    list.Items.Add(item);
                }

                return list;
            case JsonTokenType.String:
                return Text(file, ref reader) is { } text ? new JsonNode(JsonKind.Text, offset) { Text = text } : null;
            case JsonTokenType.Number:
                if (reader.TryGetInt64(out var number))
                    return new JsonNode(JsonKind.Number, offset) { Number = number };
                file.Problem(offset, "number is not a whole number of 64 bits; write it without fraction or exponent");
                return null;
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonNode(JsonKind.Truth, offset) { Truth = reader.TokenType == JsonTokenType.True };
            default:
                return new JsonNode(JsonKind.Null, offset);
        }
    }

    private static JsonNode? Record(BundleFile file, ref Utf8JsonReader reader, ref int nodes)
    {
        var record = new JsonNode(JsonKind.Record, (int)reader.TokenStartIndex);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var offset = (int)reader.TokenStartIndex;
            if (Text(file, ref reader) is not { } name)
                return null;
            reader.Read();
            if (Value(file, ref reader, ref nodes) is not { } value)
                return null;
            if (names.Add(name))
                record.Members.Add(new JsonMember(name, offset, value));
            else
                file.Problem(offset, $"member `{name}` appears twice; keep one");
        }

        return record;
    }

    private static string? Text(BundleFile file, ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The only reason here: an escape that is half of a surrogate pair.
            file.Problem((int)reader.TokenStartIndex, "string holds half a surrogate pair; write both halves or the character itself");
            return null;
        }
    }
}
