using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>A whole number in bounds; nothing is a number that the register names.</summary>
internal sealed class NumberRecordField<T>(string name, string label, Func<T, int> get, Action<T, int> set, int least, int most, int usual) : RecordField<T>(name, label)
    where T : Record
{
    public override JsonNode? Read(T record) => get(record);

    public override JsonNode? Tidy(JsonNode? value) => value ?? JsonValue.Create(usual);

    public override string? Problem(JsonNode? value) => Parse(value) is { } number && number >= least && number <= most ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Label.ToLowerInvariant()} takes a whole number from {least} to {most}");

    public override void Write(T record, JsonNode? value) => set(record, Parse(value)!.Value);

    public override JsonNode? FromForm(IFormCollection form)
    {
        var text = form[Name].ToString().Trim();
        return text.Length == 0 ? null : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }

    public override string Words(JsonNode? value) => value?.ToString() ?? "";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.Integer, Minimum = least.ToString(CultureInfo.InvariantCulture), Maximum = most.ToString(CultureInfo.InvariantCulture), Examples = [usual] };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => FieldInputs.Line(Name, Label, Help, IsRequired, "number", Words(value), null, errors);

    private static int? Parse(JsonNode? value) =>
        value is JsonValue known && value.GetValueKind() == JsonValueKind.Number && int.TryParse(known.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
