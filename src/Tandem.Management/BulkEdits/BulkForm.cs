using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>What the forms of a bulk edit say. The names of their own inputs hold a hyphen, which no field's name does.</summary>
internal static class BulkForm
{
    internal const string Keys = "bulk-keys";

    internal const string Rows = "bulk-rows";

    /// <summary>Rows that the preview said would change.</summary>
    internal const string Count = "bulk-count";

    internal const string Chosen = "bulk-change";

    internal const string Entered = "bulk-entered";

    internal const string TagsMode = "bulk-tags";

    internal const string AddTags = "add";

    internal const string RemoveTags = "remove";

    /// <summary>Fields that were chosen, with what was entered for them.</summary>
    internal static BulkChange ReadChange<T>(RecordDefinition<T> definition, IFormCollection form)
        where T : Record
    {
        var chosen = form[Chosen].OfType<string>().ToHashSet(StringComparer.Ordinal);
        var values = definition.Fields.Where(field => chosen.Contains(field.Name)).ToDictionary(field => field.Name, field => field.Tidy(field.FromForm(form)), StringComparer.Ordinal);
        var mode = form[TagsMode].ToString();
        if (mode is not (AddTags or RemoveTags) || !values.Remove(BulkChange.Tags, out var tags))
            return new(values, [], []);
        var list = Texts(tags);
        return mode == AddTags ? new(values, list, []) : new(values, [], list);
    }

    /// <summary>A change as a hidden input carries it from the preview to the confirmation.</summary>
    internal static string Write(BulkChange change) => new JsonObject
    {
        ["fields"] = new JsonObject(change.Values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))),
        ["add"] = BulkChange.Json(change.AddTags),
        ["remove"] = BulkChange.Json(change.RemoveTags),
    }.ToJsonString();

    /// <exception cref="UnreadableRequestException">The hidden input was tampered with.</exception>
    internal static BulkChange ReadEntered<T>(RecordDefinition<T> definition, IFormCollection form)
        where T : Record
    {
        var entered = RecordForm.ReadHidden<EnteredChange>(form, Entered);
        return Of(definition, entered?.Fields, entered?.Add, entered?.Remove);
    }

    /// <summary>A change as a client sent it, tidied.</summary>
    /// <param name="definition">The register.</param>
    /// <param name="fields">New values; null for none.</param>
    /// <param name="add">Tags to add.</param>
    /// <param name="remove">Tags to take away.</param>
    internal static BulkChange Of<T>(RecordDefinition<T> definition, Dictionary<string, JsonElement>? fields, IEnumerable<string?>? add, IEnumerable<string?>? remove)
        where T : Record
    {
        var values = RecordJson.Read(fields ?? []).ToDictionary(pair => pair.Key, pair => definition.FindField(pair.Key) is { } field ? field.Tidy(pair.Value) : pair.Value, StringComparer.Ordinal);
        return new(values, TagsOf(definition, add), TagsOf(definition, remove));
    }

    /// <summary>Keys that a form carries, or that a client sent; what is wrong with them is an error of the whole.</summary>
    internal static (IReadOnlyList<string> Keys, FormErrors Errors) ReadKeys(IEnumerable<string?> said)
    {
        var keys = said.OfType<string>().Select(key => key.Trim()).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal).Take(BulkEditLimits.Rows + 1).ToList();
        var errors = new FormErrors();
        if (keys.Count == 0)
            errors.Add("", "choose at least one row");
        else if (keys.Count > BulkEditLimits.Rows)
            errors.Add("", TooMany);
        else if (keys.Find(key => key.Length > RecordLimits.Key || !key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) is { } wrong)
            errors.Add("", $"`{FormText.Shortened(wrong, BulkEditLimits.Value)}` is no key of a record; a key is such as `AIS-0001`");
        return (errors.Any ? [] : keys, errors);
    }

    /// <summary>Keys of rows with the version that was looked at; of two rows of one key the first holds.</summary>
    internal static (IReadOnlyDictionary<string, int> Versions, FormErrors Errors) ReadSeen(IEnumerable<(string? Key, int Version)> said)
    {
        var seen = said.Where(row => !string.IsNullOrWhiteSpace(row.Key)).ToList();
        var (_, errors) = ReadKeys(seen.Select(row => row.Key));
        return (seen.GroupBy(row => row.Key!.Trim(), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Version, StringComparer.Ordinal), errors);
    }

    internal static string TooMany => string.Create(CultureInfo.InvariantCulture, $"more than {BulkEditLimits.Rows:N0} rows are changed in parts; choose fewer, by a filter of the table");

    /// <summary>Rows with the version that the preview showed, as a hidden input carries them.</summary>
    internal static string Write(IEnumerable<BulkRow> rows) => string.Join(',', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key}:{row.Version}")));

    /// <summary>Reads them; a row without a version is taken as one of version 0, which no record has.</summary>
    internal static IEnumerable<(string? Key, int Version)> ReadRows(IFormCollection form) => form[Rows].ToString().Split(',').Select(row => row.Split(':')).Select(parts =>
        ((string?)parts[0], parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0));

    /// <summary>How many rows the preview said would change; none when the form does not say so.</summary>
    internal static int ReadCount(IFormCollection form) => ReadCount(form[Count].ToString()) ?? 0;

    /// <summary>A number of rows as an address or a form writes it; null for anything else.</summary>
    internal static int? ReadCount(string said) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static List<string> TagsOf<T>(RecordDefinition<T> definition, IEnumerable<string?>? said)
        where T : Record
    {
        var tags = BulkChange.Json((said ?? []).OfType<string>());
        return Texts(definition.FindField(BulkChange.Tags) is { } field ? field.Tidy(tags) : tags);
    }

    private static List<string> Texts(JsonNode? tags) => tags is JsonArray items ? items.Select(item => item!.GetValue<string>()).ToList() : [];

    private sealed record EnteredChange(Dictionary<string, JsonElement>? Fields, string?[]? Add, string?[]? Remove);
}
