using System.Globalization;
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

/// <summary>A list of things of the catalogue, such as requirements, entered one to a line. What is not in the catalogue is refused; a bare number is answered with a question and never guessed.</summary>
internal sealed class CatalogueRecordField<T> : RecordField<T>
    where T : Record
{
    private readonly Func<T, IReadOnlyList<string>> _get;
    private readonly Action<T, IReadOnlyList<string>> _set;
    private readonly int _most;
    private readonly string _example;
    private readonly Func<FrameworkCatalogue, string, (string? Known, string? Problem)> _find;
    private readonly Func<IReadOnlyList<string>, RenderFragment> _show;

    private CatalogueRecordField(
        string name, string label, Func<T, IReadOnlyList<string>> get, Action<T, IReadOnlyList<string>> set, int most, string example,
        Func<FrameworkCatalogue, string, (string? Known, string? Problem)> find, Func<IReadOnlyList<string>, RenderFragment> show)
        : base(name, label) => (_get, _set, _most, _example, _find, _show) = (get, set, most, example, find, show);

    /// <summary>Clauses and controls of both standards.</summary>
    internal static CatalogueRecordField<T> Requirements(string name, string label, string section, Func<T, IReadOnlyList<string>> get, Action<T, IReadOnlyList<string>> set, int most) =>
        new(name, label, get, set, most, "iso27001:A.8.15", static (catalogue, text) => catalogue.Resolve(text) is { Requirement: { } known } ? (known.Id.ToString(), null) : (null, catalogue.Resolve(text).Question), CatalogueFragments.Requirements)
        {
            Section = section,
            IsWide = true,
            Help = "One identifier per line, with its standard, such as iso27001:A.8.15 or iso42001:A.6.2.8.",
        };

    /// <summary>Kinds of evidence.</summary>
    internal static CatalogueRecordField<T> EvidenceTypes(string name, string label, string section, Func<T, IReadOnlyList<string>> get, Action<T, IReadOnlyList<string>> set, int most) =>
        new(name, label, get, set, most, "EV-POLICY", static (catalogue, text) => catalogue.EvidenceTypes.ContainsKey(text.ToUpperInvariant())
            ? (text.ToUpperInvariant(), null)
            : (null, $"`{text}` is not a kind of evidence; the page of a requirement lists those that fit, such as `EV-POLICY`"), CatalogueFragments.EvidenceTypes)
        {
            Section = section,
            IsWide = true,
            Help = "One kind of evidence per line, such as EV-POLICY; the page of a requirement lists those that fit.",
        };

    public override JsonNode? Read(T record) => Of(_get(record));

    public override JsonNode? Tidy(JsonNode? value) => value switch
    {
        null => new JsonArray(),
        JsonArray items when items.All(IsText) => Of(Texts(items).Select(text => text.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)),
        _ => value,
    };

    public override string? Problem(JsonNode? value)
    {
        if (value is not JsonArray items || !items.All(IsText))
            return $"`{Name}` takes a list of texts such as `{_example}`";
        if (items.Count == 0)
            return IsRequired ? $"enter at least one line: {Label.ToLowerInvariant()}" : null;
        if (items.Count > _most)
            return string.Create(CultureInfo.InvariantCulture, $"{Label.ToLowerInvariant()} has {items.Count} lines; shorten it to {_most}");
        return Texts(items).Any(text => text.Length > 100 || text.Any(char.IsControl)) ? $"a line of {Label.ToLowerInvariant()} is no identifier; write one to a line, such as `{_example}`" : null;
    }

    public override Task<JsonNode?> ResolveAsync(JsonNode? value, IServiceProvider services, CancellationToken cancellation)
    {
        var catalogue = services.GetRequiredService<FrameworkCatalogue>();
        return Task.FromResult<JsonNode?>(Of(Texts(value).Select(text => _find(catalogue, text).Known ?? text).Distinct(StringComparer.Ordinal)));
    }

    public override void Write(T record, JsonNode? value) => throw new InvalidOperationException("what is named is looked up in the catalogue");

    public override Task<string?> WriteAsync(T record, JsonNode? value, IServiceProvider services, CancellationToken cancellation)
    {
        var catalogue = services.GetRequiredService<FrameworkCatalogue>();
        var texts = Texts(value);
        // What an earlier content had and this one lacks may stay; it is only not entered anew.
        var problems = texts.Except(_get(record), StringComparer.Ordinal).Select(text => _find(catalogue, text).Problem).OfType<string>().ToList();
        if (problems.Count > 0)
            return Task.FromResult<string?>(string.Join("; ", problems));
        _set(record, texts);
        return Task.FromResult<string?>(null);
    }

    internal override void Copy(T from, T to) => _set(to, _get(from));

    public override JsonNode? FromForm(IFormCollection form) => Of(FormText.Lines(form[Name]));

    public override string Words(JsonNode? value) => string.Join('\n', Texts(value));

    private protected override OpenApiSchema Shape => new()
    {
        Type = JsonSchemaType.Array,
        MaxItems = _most,
        Examples = [new JsonArray(_example)],
        Items = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => FieldInputs.Paragraph(Name, Label, Help, IsRequired, Words(value), null, errors);

    public override RenderFragment Show(JsonNode? value) => _show(Texts(value));

    private static JsonArray Of(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static bool IsText(JsonNode? item) => item is JsonValue && item.GetValueKind() == JsonValueKind.String;

    private static List<string> Texts(JsonNode? value) => value is JsonArray items ? items.Where(IsText).Select(item => item!.GetValue<string>()).ToList() : [];
}
