using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>A day of the calendar, written `2026-11-30`; empty is none.</summary>
internal sealed class DateRecordField<T>(string name, string label, Func<T, DateOnly?> get, Action<T, DateOnly?> set) : RecordField<T>(name, label)
    where T : Record
{
    private const string Form = "yyyy-MM-dd";

    private static readonly DateOnly Earliest = new(1900, 1, 1);

    private static readonly DateOnly Latest = new(2199, 12, 31);

    public override JsonNode? Read(T record) => get(record) is { } day ? JsonValue.Create(day.ToString(Form, CultureInfo.InvariantCulture)) : null;

    public override JsonNode? Tidy(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Trim() is var text ? (text.Length == 0 ? null : JsonValue.Create(text)) : value;

    public override string? Problem(JsonNode? value)
    {
        if (value is null)
            return IsRequired ? $"enter the {Label.ToLowerInvariant()}" : null;
        return Parse(value) is { } day && day >= Earliest && day <= Latest ? null : $"{Label.ToLowerInvariant()} takes a day of the years 1900 to 2199 such as `2026-11-30`";
    }

    public override void Write(T record, JsonNode? value) => set(record, Parse(value));

    public override JsonNode? FromForm(IFormCollection form) => form[Name].ToString();

    public override string Words(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date", Examples = ["2026-11-30"] };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => FieldInputs.Line(Name, Label, Help, IsRequired, "date", Words(value), null, errors);

    private static DateOnly? Parse(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetValue<string>(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
