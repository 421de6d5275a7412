using System.Text.Json;

namespace Tandem.Management.History;

/// <summary>What a changed record is called on pages: its key when a person can read that, else its type and the name that the change itself gives.</summary>
internal static class RecordName
{
    // The first of these that a change carries names the record; the order is that of how well they do.
    private static readonly string[] NamingFields = ["displayName", "name", "application"];

    /// <summary>`ledger-verification` as `ledger verification`.</summary>
    internal static string TypeWords(string type) => type.Replace('-', ' ');

    /// <param name="type">Type of the record as history stores it.</param>
    /// <param name="key">Key of the record.</param>
    /// <param name="fields">JSON object {field: {before, after}} of the change.</param>
    /// <param name="isKeyEnough">True when the record has a page of its own, which says what it is.</param>
    internal static string Of(string type, string key, string fields, bool isKeyEnough)
    {
        if (!StartsWithGuid(key))
            return isKeyEnough ? key : $"{TypeWords(type)} {key}";
        return NameIn(fields) is { } name ? $"{TypeWords(type)} {name}" : TypeWords(type);
    }

    private static bool StartsWithGuid(string key) => key.Length >= 36 && Guid.TryParseExact(key[..36], "D", out _);

    private static string? NameIn(string fields)
    {
        using var json = JsonDocument.Parse(fields);
        foreach (var naming in NamingFields)
        {
            if (json.RootElement.TryGetProperty(naming, out var change) && Text(change, "after") is { Length: > 0 } name)
                return name;
        }
        return null;
    }

    private static string? Text(JsonElement change, string member) =>
        change.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
