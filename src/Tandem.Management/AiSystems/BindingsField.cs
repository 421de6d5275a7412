using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.OpenApi;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

/// <summary>The gateway bindings of a system: a row of four inputs for each, rows left empty are not kept.</summary>
internal sealed class BindingsField() : RecordField<AiSystem>("bindings", "Gateway bindings")
{
    private const int MostNameLength = 100;

    public override JsonNode? Read(AiSystem record) => Json(record.Bindings);

    public override JsonNode? Tidy(JsonNode? value) => value is null ? new JsonArray() : Parse(value) is { } bindings ? Json(bindings.Select(Tidy)) : value;

    public override string? Problem(JsonNode? value)
    {
        if (Parse(value) is not { } bindings)
            return "`bindings` is a list of {`applicationId`, `route`, `roles`, `dataClasses`}";
        if (bindings.Count > AiSystemLimits.Bindings)
            return string.Create(CultureInfo.InvariantCulture, $"too many bindings; enter at most {AiSystemLimits.Bindings}");
        foreach (var binding in bindings)
        {
            if (binding.ApplicationId.Length == 0)
                return "a binding has no application; name the application as the caller's key or token does";
            if (binding.ApplicationId.Length > MostNameLength || binding.ApplicationId.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
                return $"`{binding.ApplicationId}` cannot name an application; use up to {MostNameLength} characters without white space";
            if (binding.Route.Length > MostNameLength)
                return $"the route of `{binding.ApplicationId}` is too long; enter at most {MostNameLength} characters";
            if (binding.Roles.Concat(binding.DataClasses).Any(word => word.Length > AiSystemLimits.ListItem)
                || binding.Roles.Count > AiSystemLimits.ListItems || binding.DataClasses.Count > AiSystemLimits.ListItems)
                return string.Create(CultureInfo.InvariantCulture, $"`{binding.ApplicationId}` has too many or too long roles or data classes; enter at most {AiSystemLimits.ListItems} of {AiSystemLimits.ListItem} characters");
        }
        return bindings.GroupBy(b => (b.ApplicationId, b.Route)).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"application `{twice.Key.ApplicationId}` is entered twice for the same route; keep one"
            : null;
    }

    public override void Write(AiSystem record, JsonNode? value) => record.Bindings = Parse(value)!;

    public override JsonNode? FromForm(IFormCollection form)
    {
        var applications = form["bindingApplication"];
        return Json(Enumerable.Range(0, applications.Count)
            .Select(i => Tidy(new GatewayBinding(At(applications, i), At(form["bindingRoute"], i), FormText.Words(At(form["bindingRoles"], i)), FormText.Words(At(form["bindingDataClasses"], i)))))
            .Where(b => b.ApplicationId.Length > 0 || b.Route.Length > 0 || b.Roles.Count > 0 || b.DataClasses.Count > 0));
    }

    public override string Words(JsonNode? value) => string.Join('\n', (Parse(value) ?? []).Select(Words));

    private protected override OpenApiSchema Shape => new()
    {
        Type = JsonSchemaType.Array,
        MaxItems = AiSystemLimits.Bindings,
        Items = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "applicationId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["applicationId"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = MostNameLength },
                ["route"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = MostNameLength },
                ["roles"] = Names(),
                ["dataClasses"] = Names(),
            },
        },
    };

    private static OpenApiSchema Names() => new() { Type = JsonSchemaType.Array, MaxItems = AiSystemLimits.ListItems, Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = AiSystemLimits.ListItem } };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => BindingsFragments.Input(Parse(value) ?? [], errors);

    public override RenderFragment Show(JsonNode? value) => BindingsFragments.Show(Parse(value) ?? []);

    private static string Words(GatewayBinding binding) =>
        $"{binding.ApplicationId} · route {(binding.Route.Length > 0 ? binding.Route : "any")} · roles {(binding.Roles.Count > 0 ? string.Join(", ", binding.Roles) : "nobody")} · classes {(binding.DataClasses.Count > 0 ? string.Join(", ", binding.DataClasses) : "as the policy allows")}";

    private static JsonNode? Json(IEnumerable<GatewayBinding> bindings) => JsonSerializer.SerializeToNode(bindings.ToList(), JsonColumn.Options);

    // Null where a client sent something else.
    private static List<GatewayBinding>? Parse(JsonNode? value)
    {
        try
        {
            return value is JsonArray array && array.Deserialize<List<GatewayBinding>>(JsonColumn.Options) is { } bindings && bindings.TrueForAll(b => b is not null)
                ? bindings.ConvertAll(b => new GatewayBinding(b.ApplicationId ?? "", b.Route ?? "", b.Roles ?? [], b.DataClasses ?? []))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static GatewayBinding Tidy(GatewayBinding b) => new(b.ApplicationId.Trim(), b.Route.Trim(), Tidy(b.Roles), Tidy(b.DataClasses));

    private static List<string> Tidy(IReadOnlyList<string> words) =>
        words.Where(word => word is not null).Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).ToList();

    private static string At(StringValues values, int index) => index < values.Count ? values[index] ?? "" : "";
}
