using System.Text.Json;

namespace Tandem.Management.Decisions;

/// <summary>Reads members of one record line. Absent, of another type, and `none` are three different answers.</summary>
public readonly struct RecordMembers(JsonElement root)
{
    public const string None = "none";

    public JsonElement? Find(string path)
    {
        var value = root;
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }
        return value;
    }

    /// <summary>The text of a member; empty when it is absent or no text.</summary>
    public string Text(string path) => Find(path) is { ValueKind: JsonValueKind.String } value ? Read(value) : "";

    public long? Number(string path) => Find(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public bool Flag(string path) => Find(path) is { ValueKind: JsonValueKind.True };

    public bool IsObject(string path) => Find(path) is { ValueKind: JsonValueKind.Object };

    /// <summary>True when the member says something: a text that is neither empty nor `none`.</summary>
    public bool Says(string path) => Text(path) is { Length: > 0 } text && text != None;

    public bool SaysNone(string path) => Text(path) == None;

    /// <summary>The texts of a list; empty when the member is absent or no list of texts.</summary>
    public IReadOnlyList<string> Texts(string path) => Find(path) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(Read)]
        : [];

    // JSON can spell half a surrogate pair, which no text holds; such a member says nothing.
    private static string Read(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>Counts by name, in the order of the record; empty when the member is absent or no object.</summary>
    public IReadOnlyDictionary<string, long> Counts(string path)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (Find(path) is { ValueKind: JsonValueKind.Object } value)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var count))
                    counts[member.Name] = count;
            }
        }
        return counts;
    }
}
