using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks;

/// <summary>One thing of the catalogue, named by its identifier or found by words; several that fit are asked back, never guessed.</summary>
internal sealed class CatalogueChoiceField<T> : RecordField<T>
    where T : Record
{
    private const int Longest = 100;

    private readonly Func<T, string> _get;
    private readonly Action<T, string> _set;
    private readonly string _example;
    private readonly Func<FrameworkCatalogue, string, (string? Known, string? Problem)> _find;
    private readonly Func<IReadOnlyList<string>, RenderFragment> _show;
    private readonly bool _isEvidenceType;

    private CatalogueChoiceField(
        string name, string label, Func<T, string> get, Action<T, string> set, string example, Func<FrameworkCatalogue, string, (string? Known, string? Problem)> find,
        Func<IReadOnlyList<string>, RenderFragment> show, bool isEvidenceType)
        : base(name, label) => (_get, _set, _example, _find, _show, _isEvidenceType) = (get, set, example, find, show, isEvidenceType);

    /// <summary>A kind of evidence, found by its identifier or by words of its title.</summary>
    internal static CatalogueChoiceField<T> EvidenceType(string name, string label, string section, Func<T, string> get, Action<T, string> set, string help) =>
        new(name, label, get, set, "EV-POLICY", EvidenceTypeSearch.Find, CatalogueFragments.EvidenceTypes, isEvidenceType: true) { Section = section, Help = help };

    /// <summary>A clause or control, with its standard.</summary>
    internal static CatalogueChoiceField<T> Requirement(string name, string label, string section, Func<T, string> get, Action<T, string> set, string help) =>
        new(name, label, get, set, "iso27001:A.8.15", static (catalogue, text) => catalogue.Resolve(text) is { Requirement: { } known } ? (known.Id.ToString(), null) : (null, catalogue.Resolve(text).Question), CatalogueFragments.Requirements, isEvidenceType: false)
        {
            Section = section,
            Help = help,
        };

    public override JsonNode? Read(T record) => _get(record);

    public override JsonNode? Tidy(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Trim(),
        _ => value,
    };

    public override string? Problem(JsonNode? value)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
            return $"`{Name}` takes a text such as `{_example}`";
        var text = value.GetValue<string>();
        if (text.Length == 0)
            return IsRequired ? $"enter the {Label.ToLowerInvariant()}" : null;
        return text.Length > Longest || text.Any(char.IsControl) ? $"{Label.ToLowerInvariant()} is no identifier; enter one such as `{_example}`" : null;
    }

    public override Task<JsonNode?> ResolveAsync(JsonNode? value, IServiceProvider services, CancellationToken cancellation) =>
        Task.FromResult<JsonNode?>(Words(value) is { Length: > 0 } text ? _find(services.GetRequiredService<FrameworkCatalogue>(), text).Known ?? text : value);

    public override void Write(T record, JsonNode? value) => throw new InvalidOperationException("what is named is looked up in the catalogue");

    public override Task<string?> WriteAsync(T record, JsonNode? value, IServiceProvider services, CancellationToken cancellation)
    {
        var text = Words(value);
        // What an earlier content had and this one lacks may stay; it is only not entered anew.
        if (text.Length > 0 && text != _get(record) && _find(services.GetRequiredService<FrameworkCatalogue>(), text).Problem is { } problem)
            return Task.FromResult<string?>(problem);
        _set(record, text);
        return Task.FromResult<string?>(null);
    }

    internal override void Copy(T from, T to) => _set(to, _get(from));

    public override JsonNode? FromForm(IFormCollection form) => form[Name].ToString();

    public override string Words(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.String, MaxLength = Longest, Examples = [_example] };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => _isEvidenceType
        ? CatalogueFragments.EvidenceTypeInput(Name, Label, Help, IsRequired, Words(value), errors)
        : FieldInputs.Line(Name, Label, Help, IsRequired, "text", Words(value), Longest, errors);

    public override RenderFragment Show(JsonNode? value) => _show(Words(value) is { Length: > 0 } text ? [text] : []);
}
