using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>The tags of a record: entered separated by commas, stored in lower case without repetition; the search finds them as `#tag`.</summary>
internal sealed class TagsRecordField<T>() : RecordField<T>("tags", "Tags")
    where T : Record
{
    public override JsonNode? Read(T record) => Of(record.Tags);

    public override JsonNode? Tidy(JsonNode? value) => value switch
    {
        null => new JsonArray(),
        JsonArray items when items.All(IsText) => Of(Texts(items).Select(tag => tag.Trim().TrimStart('#').ToLowerInvariant()).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)),
        _ => value,
    };

    public override string? Problem(JsonNode? value)
    {
        if (value is not JsonArray items || !items.All(IsText))
            return "`tags` takes a list of texts";
        if (items.Count > RecordLimits.Tags)
            return $"a record has at most {RecordLimits.Tags} tags; leave some out";
        return Texts(items).FirstOrDefault(tag => tag.Length > RecordLimits.Tag || tag.Any(c => char.IsControl(c) || c == ',')) is { } wrong
            ? $"`{FormText.Start(wrong, RecordLimits.Tag)}` is no tag; a tag has at most {RecordLimits.Tag} characters and no comma"
            : null;
    }

    public override void Write(T record, JsonNode? value) => record.Tags = Texts((JsonArray)value!);

    public override JsonNode? FromForm(IFormCollection form) => Of(FormText.Words(form[Name]));

    public override string Words(JsonNode? value) => value is JsonArray items ? string.Join('\n', Texts(items)) : "";

    private protected override OpenApiSchema Shape => new()
    {
        Type = JsonSchemaType.Array,
        MaxItems = RecordLimits.Tags,
        Examples = [new JsonArray("claims")],
        Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = RecordLimits.Tag },
    };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) =>
        FieldInputs.Line(Name, Label, Help ?? "Separated by commas; the search finds each as #tag.", IsRequired, "text", value is JsonArray items ? string.Join(", ", Texts(items)) : "", null, errors);

    private static JsonArray Of(IEnumerable<string> tags) => new([.. tags.Select(tag => JsonValue.Create(tag))]);

    private static bool IsText(JsonNode? item) => item is JsonValue && item.GetValueKind() == JsonValueKind.String;

    private static List<string> Texts(JsonArray items) => items.Where(IsText).Select(item => item!.GetValue<string>()).ToList();
}
