using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>One of a few named values.</summary>
internal sealed class ChoiceRecordField<T, TValue>(string name, string label, Func<T, TValue> get, Action<T, TValue> set, Func<TValue, string> words) : RecordField<T>(name, label)
    where T : Record
    where TValue : struct, Enum
{
    public IReadOnlyList<Choice> Options { get; } = ChoiceNames.All(words);

    public override JsonNode? Read(T record) => ChoiceNames.Of(get(record));

    public override JsonNode? Tidy(JsonNode? value) => value ?? ChoiceNames.Of(default(TValue));

    public override string? Problem(JsonNode? value) => Parse(value) is null
        ? $"`{Name}` is one of {string.Join(", ", Options.Select(option => $"`{option.Value}`"))}"
        : null;

    public override void Write(T record, JsonNode? value) => set(record, Parse(value)!.Value);

    public override JsonNode? FromForm(IFormCollection form) => form[Name].ToString();

    public override string Words(JsonNode? value) => Parse(value) is { } known ? words(known) : "";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.String, Enum = [.. Options.Select(option => JsonValue.Create(option.Value))], Examples = [Options[0].Value] };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) =>
        FieldInputs.Choice(Name, Label, Help, IsRequired, Options, Parse(value) is { } known ? ChoiceNames.Of(known) : null, errors);

    private static TValue? Parse(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String ? ChoiceNames.Parse<TValue>(value.GetValue<string>()) : null;
}
