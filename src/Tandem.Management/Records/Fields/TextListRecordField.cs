using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>A list of short texts, entered one to a line.</summary>
internal sealed class TextListRecordField<T>(string name, string label, Func<T, IReadOnlyList<string>> get, Action<T, IReadOnlyList<string>> set, int maxItems, int maxLength)
    : RecordField<T>(name, label)
    where T : Record
{
    public override JsonNode? Read(T record) => Of(get(record));

    public override JsonNode? Tidy(JsonNode? value) => value switch
    {
        null => new JsonArray(),
        JsonArray items when items.All(IsText) => Of(items.Select(item => item!.GetValue<string>().Trim()).Where(text => text.Length > 0)),
        _ => value,
    };

    public override string? Problem(JsonNode? value)
    {
        if (value is not JsonArray items || !items.All(IsText))
            return $"`{Name}` takes a list of texts";
        if (items.Count == 0)
            return IsRequired ? $"enter at least one line: {Label.ToLowerInvariant()}" : null;
        if (items.Count > maxItems)
            return string.Create(CultureInfo.InvariantCulture, $"{Label.ToLowerInvariant()} has {items.Count} lines; shorten it to {maxItems}");
        if (items.FirstOrDefault(item => item!.GetValue<string>().Length > maxLength) is { } longest)
            return string.Create(CultureInfo.InvariantCulture, $"a line of {Label.ToLowerInvariant()} has {longest.GetValue<string>().Length} characters; shorten it to {maxLength}");
        return items.Any(item => item!.GetValue<string>().Contains('\0', StringComparison.Ordinal)) ? $"{Label.ToLowerInvariant()} holds a character that cannot be stored; type it again" : null;
    }

    public override void Write(T record, JsonNode? value) => set(record, Texts(value));

    public override JsonNode? FromForm(IFormCollection form) => Of(FormText.Lines(form[Name]));

    public override string Words(JsonNode? value) => string.Join('\n', Texts(value));

    private protected override OpenApiSchema Shape => new()
    {
        Type = JsonSchemaType.Array,
        MaxItems = maxItems,
        Examples = [new JsonArray(Label)],
        Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = maxLength },
    };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => FieldInputs.Paragraph(Name, Label, Help, IsRequired, Words(value), null, errors);

    private static JsonArray Of(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static bool IsText(JsonNode? item) => item is JsonValue && item.GetValueKind() == JsonValueKind.String;

    private static List<string> Texts(JsonNode? value) => value is JsonArray items ? items.Where(IsText).Select(item => item!.GetValue<string>()).ToList() : [];
}
