using System.Text.Json.Nodes;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>All fields of a record at one moment, to be compared with those of a later one: the record itself is changed where it stands.</summary>
internal sealed class RecordValues<T>(RecordDefinition<T> definition, T record)
    where T : Record
{
    private readonly List<string> _words = definition.Fields.Select(field => field.WordsIn(record)).ToList();

    internal IReadOnlyDictionary<string, JsonNode?> Values { get; } = definition.Read(record);

    internal IReadOnlyList<BulkFieldChange> Until(T later)
    {
        var changes = new List<BulkFieldChange>();
        for (var i = 0; i < definition.Fields.Count; i++)
        {
            var field = definition.Fields[i];
            var (before, after) = (Values[field.Name], field.Read(later));
            if (!JsonNode.DeepEquals(before, after))
                changes.Add(new(field.Name, field.Label, before, after, Line(_words[i]), Line(field.WordsIn(later))));
        }
        return changes;
    }

    internal static string Line(string words) => FormText.Shortened(words.ReplaceLineEndings(", "), BulkEditLimits.Value);
}
