using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Tandem.Management.Database;
using Tandem.Management.Records.Pages;
using Tandem.Management.Ui;

namespace Tandem.Management.Records.Fields;

/// <summary>The key of a record of any register. It must exist and be in use when it is named; a record that is archived later stays named.</summary>
internal sealed class RecordKeyField<T>(string name, string label, Func<T, string> get, Action<T, string> set) : RecordField<T>(name, label)
    where T : Record
{
    public override JsonNode? Read(T record) => get(record);

    public override JsonNode? Tidy(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Trim().ToUpperInvariant(),
        _ => value,
    };

    public override string? Problem(JsonNode? value)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
            return $"`{Name}` takes the key of a record such as `AIS-0001`";
        var text = value.GetValue<string>();
        if (text.Length == 0)
            return IsRequired ? $"enter the {Label.ToLowerInvariant()}" : null;
        return text.Length > RecordLimits.Key || text.Any(char.IsControl) ? $"{Label.ToLowerInvariant()} takes the key of one record such as `AIS-0001`" : null;
    }

    public override void Write(T record, JsonNode? value) => throw new InvalidOperationException("a key is stored with the database at hand");

    public override async Task<string?> WriteAsync(T record, JsonNode? value, IServiceProvider services, CancellationToken cancellation)
    {
        var key = Words(value);
        if (key.Length > 0 && key != get(record))
        {
            if (key == record.Key)
                return $"{key} is this record itself; name another one";
            var registers = services.GetRequiredService<Registers>();
            if (registers.FindByKey(key) is not { } register || await register.FindAsync(services.GetRequiredService<TandemDbContext>(), key, cancellation) is not { } named)
                return $"there is no record `{key}`; enter the key of one, such as {string.Join(", ", registers.All.Select(r => $"`{r.KeyPrefix}-0001`"))}";
            if (named.ArchivedAt is not null)
                return $"{key} is archived; restore it first or name another record";
        }
        set(record, key);
        return null;
    }

    internal override void Copy(T from, T to) => set(to, get(from));

    public override JsonNode? FromForm(IFormCollection form) => form[Name].ToString();

    public override string Words(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.String, MaxLength = RecordLimits.Key, Examples = ["AIS-0001"] };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => FieldInputs.Line(Name, Label, Help, IsRequired, "text", Words(value), RecordLimits.Key, errors);

    public override RenderFragment Show(JsonNode? value) => RecordFragments.Named(Words(value));
}
