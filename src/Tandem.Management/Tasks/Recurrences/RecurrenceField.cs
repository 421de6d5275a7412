using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Tasks.Recurrences;

/// <summary>When a task recurs: stored and sent as the text of a rule, entered as plain inputs. The API takes those inputs too, as an object.</summary>
internal sealed class RecurrenceField() : RecordField<TaskEntry>("recurrence", "Recurrence")
{
    public override JsonNode? Read(TaskEntry record) => record.Recurrence;

    public override JsonNode? Tidy(JsonNode? value) => value switch
    {
        null => "",
        JsonObject parts when RecurrenceParts.FromJson(parts) is { } read => read.IsNone ? "" : read.Build(out _)?.ToString() ?? read.ToJson(),
        JsonValue when Text(value) is { } text => text.Trim().Length == 0 ? "" : RecurrenceText.TryParse(text, out var recurrence, out _) ? recurrence.ToString() : text,
        _ => value,
    };

    public override string? Problem(JsonNode? value)
    {
        if (value is JsonObject parts && RecurrenceParts.FromJson(parts) is { } read)
            return read.Build(out var wrong) is null ? wrong : null;
        if (Text(value) is not { } text)
            return "`recurrence` takes a rule such as `FREQ=MONTHLY;BYDAY=1MO`; empty for none";
        return text.Length == 0 || RecurrenceText.TryParse(text, out _, out var problem) ? null : problem;
    }

    public override void Write(TaskEntry record, JsonNode? value) => record.Recurrence = Text(value)!;

    public override JsonNode? FromForm(IFormCollection form) => RecurrenceParts.FromForm(form) is { IsNone: false } parts ? parts.ToJson() : "";

    public override string Words(JsonNode? value) => Text(value) is { Length: > 0 } text ? (RecurrenceText.TryParse(text, out var known, out _) ? RecurrenceWords.Of(known) : text) : "";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.String | JsonSchemaType.Object, Examples = ["FREQ=MONTHLY;BYDAY=1MO"] };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => RecurrenceFragments.Input(PartsOf(value), errors);

    private static RecurrenceParts PartsOf(JsonNode? value) => value is JsonObject parts ? RecurrenceParts.FromJson(parts) ?? RecurrenceParts.None
        : Text(value) is { Length: > 0 } text && RecurrenceText.TryParse(text, out var known, out _) ? RecurrenceParts.Of(known)
        : RecurrenceParts.None;

    private static string? Text(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
