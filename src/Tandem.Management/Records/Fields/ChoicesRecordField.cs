using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>Any of a few named values, none twice.</summary>
internal sealed class ChoicesRecordField<T, TValue>(string name, string label, Func<T, IReadOnlyList<TValue>> get, Action<T, IReadOnlyList<TValue>> set, Func<TValue, string> words)
    : RecordField<T>(name, label)
    where T : Record
    where TValue : struct, Enum
{
    private readonly IReadOnlyList<Choice> _options = ChoiceNames.All(words);

    public override JsonNode? Read(T record) => new JsonArray([.. get(record).Select(value => JsonValue.Create(ChoiceNames.Of(value)))]);

    public override JsonNode? Tidy(JsonNode? value) => value ?? new JsonArray();

    public override string? Problem(JsonNode? value)
    {
        if (value is not JsonArray items || items.Any(item => Parse(item) is null))
            return $"`{Name}` is a list of {string.Join(", ", _options.Select(option => $"`{option.Value}`"))}";
        if (items.Select(Parse).Distinct().Count() < items.Count)
            return $"{Label.ToLowerInvariant()} names a value twice; name each once";
        return IsRequired && items.Count == 0 ? $"choose at least one: {Label.ToLowerInvariant()}" : null;
    }

    public override void Write(T record, JsonNode? value) => set(record, ((JsonArray)value!).Select(item => Parse(item)!.Value).ToList());

    public override JsonNode? FromForm(IFormCollection form) => new JsonArray([.. form[Name].Select(text => JsonValue.Create(text))]);

    public override string Words(JsonNode? value) => value is JsonArray items ? string.Join('\n', items.Select(Parse).OfType<TValue>().Select(words)) : "";

    private protected override OpenApiSchema Shape => new()
    {
        Type = JsonSchemaType.Array,
        UniqueItems = true,
        Examples = [new JsonArray(_options[0].Value)],
        Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. _options.Select(option => JsonValue.Create(option.Value))] },
    };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) =>
        FieldInputs.Choices(Name, Label, Help, _options, value is JsonArray items ? items.Select(Parse).OfType<TValue>().Select(ChoiceNames.Of).ToList() : [], errors);

    private static TValue? Parse(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String ? ChoiceNames.Parse<TValue>(value.GetValue<string>()) : null;
}
