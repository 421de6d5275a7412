using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Management.History;

/// <summary>A record as it was at a past instant, folded from its changes.</summary>
/// <param name="At">The instant asked for.</param>
/// <param name="State">`current`, `archived` or `removed`, as it was then.</param>
/// <param name="Last">The change that had made it so.</param>
/// <param name="Fields">Its fields then, by name; a field without a value is left out. Secret fields carry the mark that stands for them.</param>
public sealed record RecordAsOf(DateTimeOffset At, string State, ChangeEvent Last, IReadOnlyDictionary<string, JsonElement> Fields)
{
    internal const string Current = "current";

    /// <summary>Folds the changes of one record.</summary>
    /// <returns>Null when the record was not there yet.</returns>
    internal static RecordAsOf? Fold(IEnumerable<ChangeEvent> changes, DateTimeOffset at)
    {
        var ordered = changes.OrderBy(change => change.Number).ToList();
        // By number, not by time: a clock that went back must not leave out a change that later ones build on.
        var last = ordered.FindLastIndex(change => change.At <= at);
        if (last < 0)
            return null;
        var fields = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        var state = Current;
        foreach (var change in ordered.Take(last + 1))
        {
            Apply(change.Fields, fields);
            state = change.Action switch
            {
                ChangeAction.Changed => state,
                ChangeAction.Archived => ChangeAction.Archived,
                ChangeAction.Removed => ChangeAction.Removed,
                _ => Current,
            };
            if (state == ChangeAction.Removed)
                fields.Clear();
        }

        return new(at, state, ordered[last], fields);
    }

    /// <summary>The fields in the form in which changes carry theirs, so that pages show both alike.</summary>
    internal string AsChange()
    {
        var change = new JsonObject();
        foreach (var (name, value) in Fields)
            change[name] = new JsonObject { ["after"] = JsonNode.Parse(value.GetRawText()) };
        return change.ToJsonString();
    }

    private static void Apply(string changed, SortedDictionary<string, JsonElement> fields)
    {
        using var json = JsonDocument.Parse(changed);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            if (field.Value.TryGetProperty("after", out var after) && after.ValueKind != JsonValueKind.Null)
                fields[field.Name] = after.Clone();
            else
                fields.Remove(field.Name);
        }
    }
}
