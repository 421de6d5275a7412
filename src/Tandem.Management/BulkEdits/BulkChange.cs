using System.Text.Json.Nodes;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.BulkEdits;

/// <summary>What is to change in every row: new values by field, or tags that are added and taken away.</summary>
/// <param name="Values">New values by field name, tidied.</param>
/// <param name="AddTags">Tags that every row is to have.</param>
/// <param name="RemoveTags">Tags that no row is to have.</param>
public sealed record BulkChange(IReadOnlyDictionary<string, JsonNode?> Values, IReadOnlyList<string> AddTags, IReadOnlyList<string> RemoveTags)
{
    internal const string Tags = "tags";

    internal static BulkChange None { get; } = new(new Dictionary<string, JsonNode?>(), [], []);

    internal bool ChangesTags => AddTags.Count + RemoveTags.Count > 0;

    internal IReadOnlyList<string> Fields => ChangesTags ? [.. Values.Keys, Tags] : [.. Values.Keys];

    /// <summary>All that is wrong with it whatever the row.</summary>
    internal FormErrors Problems<T>(RecordDefinition<T> definition)
        where T : Record
    {
        var errors = new FormErrors();
        if (Fields.Count == 0)
            errors.Add("", "choose at least one field to change");
        UnknownFields.Refuse(definition, Fields, field => field.IsBulkEditable, errors);
        foreach (var field in Fields.Select(definition.FindField).OfType<Records.Fields.RecordField<T>>())
        {
            if (!field.IsBulkEditable)
                errors.Add(field.Name, $"{field.Label.ToLowerInvariant()} is decided record by record; change it there");
            else if (Values.TryGetValue(field.Name, out var value) && field.Problem(value) is { } problem)
                errors.Add(field.Name, problem);
        }
        if (ChangesTags && Values.ContainsKey(Tags))
            errors.Add(Tags, "tags are replaced, or added and taken away; choose one of the two");
        else if (ChangesTags && definition.FindField(Tags) is { } tags && (tags.Problem(Json(AddTags)) ?? tags.Problem(Json(RemoveTags))) is { } wrong)
            errors.Add(Tags, wrong);
        return errors;
    }

    /// <summary>Changes a record that is not stored; what is wrong with this row alone.</summary>
    /// <param name="definition">The register.</param>
    /// <param name="model">Holds the new values, as <see cref="ResolveBulkChange"/> made it.</param>
    /// <param name="record">The row.</param>
    internal FormErrors Apply<T>(RecordDefinition<T> definition, T model, T record)
        where T : Record
    {
        var errors = new FormErrors();
        foreach (var name in Values.Keys)
            definition.FindField(name)!.Copy(model, record);
        if (ChangesTags && definition.FindField(Tags) is { } tags)
        {
            var wanted = TagsOf(record);
            if (tags.Problem(wanted) is { } problem)
                errors.Add(Tags, problem);
            else
                tags.Write(record, wanted);
        }
        return errors;
    }

    /// <summary>The new values of a row, as a patch names them.</summary>
    /// <param name="definition">The register.</param>
    /// <param name="model">Holds the new values.</param>
    /// <param name="record">The row as it is.</param>
    internal IReadOnlyDictionary<string, JsonNode?> Of<T>(RecordDefinition<T> definition, T model, T record)
        where T : Record
    {
        var values = Values.Keys.ToDictionary(name => name, name => definition.FindField(name)!.Read(model), StringComparer.Ordinal);
        if (ChangesTags)
            values[Tags] = TagsOf(record);
        return values;
    }

    /// <summary>The fields and their new values in words.</summary>
    internal string Words<T>(RecordDefinition<T> definition, T model)
        where T : Record
    {
        var words = Values.Keys.Select(name => definition.FindField(name)!).Select(field => $"{field.Label}: {BulkRow.Or(RecordValues<T>.Line(field.WordsIn(model)))}").ToList();
        if (AddTags.Count > 0)
            words.Add($"Tags added: {string.Join(", ", AddTags)}");
        if (RemoveTags.Count > 0)
            words.Add($"Tags taken away: {string.Join(", ", RemoveTags)}");
        return FormText.Shortened(string.Join("; ", words), BulkEditLimits.Words);
    }

    private JsonArray TagsOf(Record record) => Json(record.Tags.Union(AddTags, StringComparer.Ordinal).Except(RemoveTags, StringComparer.Ordinal));

    internal static JsonArray Json(IEnumerable<string> tags) => new([.. tags.Select(tag => JsonValue.Create(tag))]);
}
