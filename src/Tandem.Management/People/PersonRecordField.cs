using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.People;

/// <summary>A person of the register, stored as key and name. Given by key, e-mail address or name; a name that nobody has yet is entered as a new person.</summary>
/// <param name="name">Name of the property that holds the key, in camelCase.</param>
/// <param name="label">What pages call it.</param>
/// <param name="key">The property that holds the person's key.</param>
/// <param name="personName">The property that holds the person's name.</param>
internal sealed class PersonRecordField<T>(string name, string label, Expression<Func<T, string>> key, Expression<Func<T, string>> personName) : RecordField<T>(name, label)
    where T : Record
{
    private readonly Func<T, string> _key = key.Compile();
    private readonly Func<T, string> _name = personName.Compile();
    private readonly PropertyInfo _keyProperty = Property(key);
    private readonly PropertyInfo _nameProperty = Property(personName);

    // A name that was stored before there was a register of people has no key; it is shown as it is and resolved with the next change.
    public override JsonNode? Read(T record) => _key(record) is { Length: > 0 } known ? known : _name(record);

    public override JsonNode? Tidy(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => string.Join(' ', text.GetValue<string>().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        _ => value,
    };

    public override string? Problem(JsonNode? value)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
            return $"`{Name}` takes the key, e-mail address or name of a person";
        var text = value.GetValue<string>();
        if (text.Length == 0)
            return IsRequired ? $"enter the {Label.ToLowerInvariant()}" : null;
        return text.Length > RecordLimits.PersonName ? $"{Label.ToLowerInvariant()} has {text.Length} characters; a name has at most {RecordLimits.PersonName}"
            : text.Any(char.IsControl) ? $"{Label.ToLowerInvariant()} holds a character that cannot be stored; type it again" : null;
    }

    public override async Task<JsonNode?> ResolveAsync(JsonNode? value, IServiceProvider services, CancellationToken cancellation) =>
        Words(value) is { Length: > 0 } text && await services.GetRequiredService<PeopleDirectory>().MatchAsync(text, cancellation) is [var only] ? only.Key : value;

    public override void Write(T record, JsonNode? value) => throw new InvalidOperationException("a person is stored with the database at hand");

    public override async Task<string?> WriteAsync(T record, JsonNode? value, IServiceProvider services, CancellationToken cancellation)
    {
        var text = Words(value);
        if (text.Length == 0)
        {
            Set(record, "", "");
            return null;
        }
        if (text == _key(record))
            return null;
        var directory = services.GetRequiredService<PeopleDirectory>();
        switch (await directory.MatchAsync(text, cancellation))
        {
            case [var only]:
                if (only.IsArchived)
                    return $"{only.Name} ({only.Key}) is archived; choose somebody else or restore the person first";
                Set(record, only.Key, only.Name);
                return null;
            case []:
                if (PeopleDirectory.IsReference(text))
                    return $"nobody in the register of people is `{text}`; choose a person or enter the name of a new one";
                var person = await directory.EnterAsync(text, cancellation);
                Set(record, person.Key, person.Name);
                return null;
            case var several:
                return $"{several.Count} people are called `{text}`; choose one of {string.Join(", ", several.Select(p => $"{p.Key}{(p.Email.Length > 0 ? $" ({p.Email})" : "")}"))} by key";
        }
    }

    internal override void Copy(T from, T to) => Set(to, _key(from), _name(from));

    internal override string WordsIn(T record) => _name(record);

    public override JsonNode? FromForm(IFormCollection form) => form[Name].ToString();

    public override string Words(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    private protected override OpenApiSchema Shape => new() { Type = JsonSchemaType.String, MaxLength = RecordLimits.PersonName, Examples = ["Mari Tamm"] };

    public override RenderFragment Input(JsonNode? value, FormErrors errors) => PersonFragments.Input(Name, Label, Help, IsRequired, Words(value), errors);

    public override RenderFragment Compare(JsonNode? value) => PersonFragments.Name(Words(value));

    public override RenderFragment Show(JsonNode? value) => PersonFragments.Show(Words(value));

    internal override Task RenamePersonAsync(TandemDbContext db, string personKey, string oldName, string newName, CancellationToken cancellation)
    {
        var (oldWords, newWords) = (oldName.ToLowerInvariant(), newName.ToLowerInvariant());
        var rows = db.Set<T>().Where(Expression.Lambda<Func<T, bool>>(Expression.Equal(key.Body, Expression.Constant(personKey)), key.Parameters));
        return rows.ExecuteUpdateAsync(set => set.SetProperty(personName, newName).SetProperty(r => r.SearchText, r => r.SearchText.Replace(oldWords, newWords)), cancellation);
    }

    private void Set(T record, string personKey, string nameOfPerson)
    {
        _keyProperty.SetValue(record, personKey);
        _nameProperty.SetValue(record, nameOfPerson);
    }

    private static PropertyInfo Property(Expression<Func<T, string>> of) => (PropertyInfo)((MemberExpression)of.Body).Member;
}
