using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>A text of one or more lines.</summary>
internal sealed class TextRecordField<T>(string name, string label, Func<T, string> get, Action<T, string> set, int maxLength) : RecordField<T>(name, label)
    where T : Record
{
    /// <summary>True for several lines.</summary>
    public bool IsLong { get; init; }

    public override JsonNode? Read(T record) => get(record);

    public override JsonNode? Tidy(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Trim(),
        _ => value,
    };

    public override string? Problem(JsonNode? value)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
            return $"`{Name}` takes a text";
        var text = value.GetValue<string>();
        if (text.Length == 0)
            return IsRequired ? $"enter the {Label.ToLowerInvariant()}" : null;
        if (text.Length > maxLength)
            return string.Create(CultureInfo.InvariantCulture, $"{Label.ToLowerInvariant()} has {text.Length} characters; shorten it to {maxLength}");
        return text.Contains('\0', StringComparison.Ordinal) ? $"{Label.ToLowerInvariant()} holds a character that cannot be stored; type it again" : null;
    }

    public override void Write(T record, JsonNode? value) => set(record, value!.GetValue<string>());

    public override JsonNode? FromForm(IFormCollection form) => form[Name].ToString().ReplaceLineEndings("\n");

    public override string Words(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.String, MaxLength = maxLength, Examples = [Label] };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => IsLong
        ? FieldInputs.Paragraph(Name, Label, Help, IsRequired, Words(value), maxLength, errors)
        : FieldInputs.Line(Name, Label, Help, IsRequired, "text", Words(value), maxLength, errors);
}
