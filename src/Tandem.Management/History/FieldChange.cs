using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.History;

/// <summary>One changed field in words for a page.</summary>
internal sealed record FieldChange(string Field, string Before, string After)
{
    private const string Nothing = "–";

    /// <summary>Names that stand beside the key of a person, such as `ownerName` beside `owner`.</summary>
    private const string NameOf = "Name";

    // The record is named by its key; these are the same once more.
    private static readonly HashSet<string> Inner = ["id", "number"];

    /// <summary>The changed fields as the form of the register says them; what is no field of it, or of no register, by the words of its name.</summary>
    internal static IReadOnlyList<FieldChange> Read(string fields, Register? register)
    {
        using var json = JsonDocument.Parse(fields);
        var members = json.RootElement.EnumerateObject().Where(member => !Inner.Contains(member.Name))
            // A name twice: only somebody else than the program writes so, and the page that would show it must stand.
            .GroupBy(member => member.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
        return members.Where(member => !IsNameOfAnother(member.Key, members.Keys, register))
            .Select(member => new FieldChange(
                register?.Say(member.Key, null)?.Label ?? Words(member.Key), Say(members, member.Key, "before", register), Say(members, member.Key, "after", register)))
            .ToList();
    }

    /// <summary>Names of the changed fields, the first few of many.</summary>
    internal static string Summary(string fields, Register? register)
    {
        const int shown = 5;
        var names = Read(fields, register).Select(field => field.Field).ToList();
        return names.Count <= shown + 1 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";
    }

    private static bool IsNameOfAnother(string member, IEnumerable<string> members, Register? register) =>
        member.EndsWith(NameOf, StringComparison.Ordinal) && member[..^NameOf.Length] is var other && register?.Say(other, null) is not null && members.Contains(other);

    private static string Say(Dictionary<string, JsonElement> members, string member, string side, Register? register)
    {
        var value = Member(members[member], side);
        var text = Text(value);
        // A value of a form that the field has no longer is shown as it stands.
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && WordsOf(member, value, register) is { Length: > 0 } words)
            text = words;
        return register?.Say(member, null) is not null && members.TryGetValue(member + NameOf, out var named) && Text(Member(named, side)) is var name && name != Nothing && name != text
            ? $"{name} ({text})"
            : text;
    }

    private static string? WordsOf(string member, JsonElement value, Register? register)
    {
        try
        {
            return register?.Say(member, JsonNode.Parse(value.GetRawText()))?.Words;
        }
        catch (ArgumentException)
        {
            return null; // a name twice, deeper in
        }
    }

    private static JsonElement Member(JsonElement change, string name) => change.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => Nothing,
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? Time(text) ?? text : Nothing,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => value.GetArrayLength() == 0 ? Nothing : string.Join("\n", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(m => $"{Words(m.Name).ToLowerInvariant()} {Text(m.Value).Replace("\n", ", ", StringComparison.Ordinal)}")),
        _ => value.GetRawText(),
    };

    /// <summary>A stored instant as pages write it; null for any other text.</summary>
    private static string? Time(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? UtcText.Of(at, withSeconds: true) : null;

    /// <summary>`riskClassBasis` as `Risk class basis`.</summary>
    private static string Words(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (text.Length == 0)
                text.Append(char.ToUpperInvariant(c));
            else if (char.IsUpper(c))
                text.Append(' ').Append(char.ToLowerInvariant(c));
            else
                text.Append(c);
        }
        return text.ToString();
    }
}
