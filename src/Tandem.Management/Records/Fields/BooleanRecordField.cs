using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>Yes or no; nothing is no.</summary>
internal sealed class BooleanRecordField<T>(string name, string label, Func<T, bool> get, Action<T, bool> set) : RecordField<T>(name, label)
    where T : Record
{
    private static readonly IReadOnlyList<Choice> YesOrNo = [new("false", "No"), new("true", "Yes")];

    public override JsonNode? Read(T record) => get(record);

    public override JsonNode? Tidy(JsonNode? value) => value ?? JsonValue.Create(false);

    public override string? Problem(JsonNode? value) => IsFlag(value) ? null : $"`{Name}` is `true` or `false`";

    public override void Write(T record, JsonNode? value) => set(record, value!.GetValue<bool>());

    public override JsonNode? FromForm(IFormCollection form) => form[Name].ToString() switch
    {
        "true" => JsonValue.Create(true),
        "false" or "" => JsonValue.Create(false),
        var other => JsonValue.Create(other),
    };

    public override string Words(JsonNode? value) => !IsFlag(value) ? "" : value!.GetValue<bool>() ? "Yes" : "No";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.Boolean };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) =>
        FieldInputs.Choice(Name, Label, Help, IsRequired, YesOrNo, IsFlag(value) && value!.GetValue<bool>() ? "true" : "false", errors);

    private static bool IsFlag(JsonNode? value) => value is JsonValue && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
}
