using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Management.Tests.Ui;

/// <summary>JSON bodies that no client of ours sends, made from the type that an endpoint takes: every member in turn with every hostile value, the others as they should be.</summary>
internal static class HostileBodies
{
    /// <summary>As they stand in a body; some of them no writer of JSON would write.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e400", "1e-99999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", $"\"{new string('x', 20_000)}\"", "[null]", "[\"x\",\"x\"]", "[{\"\\ud800\":null}]", "{\"x\":1e99999999999}",
    ];

    /// <summary>For a field of a register, whose value comes as a tree: what reading the body does not refuse.</summary>
    private static readonly string[] InField = ["null", "true", "7", "\"x\"", "\"9999-12-31\"", "\"PER-0001\"", "[null]", "[\"x\",\"x\"]", "[[{}]]", "{\"x\":null}"];

    /// <summary>Bodies that are none, whatever is asked for.</summary>
    internal static readonly string[] None = ["", "null", "1", "[]", "{}", "{\"a\":1}}", new string('[', 5000)];

    internal static IEnumerable<string> Of(Type type, IReadOnlyCollection<string> fields)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract").ToList();
        var usual = members.ToDictionary(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name), member => Usual(member.PropertyType, fields));
        yield return Body(usual, "", "");
        foreach (var name in usual.Keys)
        {
            foreach (var value in Values)
                yield return Body(usual, name, value);
        }
        if (!usual.ContainsKey("fields"))
            yield break;
        foreach (var field in fields)
        {
            foreach (var value in InField)
                yield return Body(usual, "fields", $"{{{JsonSerializer.Serialize(field)}:{value}}}");
        }
    }

    private static string Body(Dictionary<string, string> usual, string name, string value) =>
        $"{{{string.Join(',', usual.Select(member => $"\"{member.Key}\":{(member.Key == name ? value : member.Value)}"))}}}";

    private static string Usual(Type type, IReadOnlyCollection<string> fields)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? "\"x\"" : type == typeof(bool) ? "true" : type == typeof(int) || type == typeof(long) ? "1"
            : type == typeof(DateTimeOffset) ? "\"2026-01-01T00:00:00Z\"" : type.IsEnum ? JsonSerializer.Serialize(JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[0]))
            : typeof(IDictionary).IsAssignableFrom(type) ? new JsonObject(fields.Take(1).Select(field => KeyValuePair.Create<string, JsonNode?>(field, "x"))).ToJsonString()
            : type == typeof(JsonElement) ? "{\"id\":\"x\"}" : typeof(IEnumerable).IsAssignableFrom(type) ? "[\"x\"]" : "{}";
    }
}
