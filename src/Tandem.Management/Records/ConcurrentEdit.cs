using System.Text.Json.Nodes;

namespace Tandem.Management.Records;

/// <summary>Two people changed one record from the same version: what each of them changed, and whether both can hold.</summary>
internal static class ConcurrentEdit
{
    /// <summary>Of what was sent, what the sender really changed: a form sends every field, most of them as they were when it was opened.</summary>
    /// <param name="definition">The register.</param>
    /// <param name="sent">Values as sent.</param>
    /// <param name="current">Values as stored now.</param>
    /// <param name="since">Fields that others changed after the sender's version, with the value they had in it.</param>
    internal static IReadOnlyDictionary<string, JsonNode?> OwnChanges<T>(
        RecordDefinition<T> definition, IReadOnlyDictionary<string, JsonNode?> sent, IReadOnlyDictionary<string, JsonNode?> current, IReadOnlyDictionary<string, JsonNode?> since)
        where T : Record =>
        sent.Where(pair => !IsSame(definition, pair.Key, pair.Value, since.TryGetValue(pair.Key, out var known) ? known : current.GetValueOrDefault(pair.Key)))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>True when both changed one field, and not to the same value.</summary>
    internal static bool Clashes<T>(
        RecordDefinition<T> definition, IReadOnlyDictionary<string, JsonNode?> own, IReadOnlyDictionary<string, JsonNode?> current, IReadOnlyDictionary<string, JsonNode?> since)
        where T : Record =>
        own.Any(pair => since.ContainsKey(pair.Key) && !IsSame(definition, pair.Key, pair.Value, current.GetValueOrDefault(pair.Key)));

    private static bool IsSame<T>(RecordDefinition<T> definition, string name, JsonNode? a, JsonNode? b)
        where T : Record =>
        definition.FindField(name) is { } field && JsonNode.DeepEquals(field.Tidy(a?.DeepClone()), field.Tidy(b?.DeepClone()));
}
