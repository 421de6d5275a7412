using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Management.Ui;

namespace Tandem.Management.History;

/// <summary>One changed field in words for a page.</summary>
internal sealed record FieldChange(string Field, string Before, string After)
{
    internal static IReadOnlyList<FieldChange> Read(string fields)
    {
        using var json = JsonDocument.Parse(fields);
        return json.RootElement.EnumerateObject()
            .Where(field => field.Name != "id") // inner key; the record is named by its own
            .Select(field => new FieldChange(Words(field.Name), Text(Member(field.Value, "before")), Text(Member(field.Value, "after"))))
            .ToList();
    }

    /// <summary>Names of the changed fields, the first few of many.</summary>
    internal static string Summary(string fields)
    {
        const int shown = 5;
        var names = Read(fields).Select(field => field.Field).ToList();
        return names.Count <= shown + 1 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";
    }

    private static JsonElement Member(JsonElement change, string name) => change.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "–",
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? Time(text) ?? text : "–",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "–" : string.Join("\n", value.EnumerateArray().Select(Text)),
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
