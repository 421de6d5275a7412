using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.People;

/// <summary>The register of people: fields, rules and what belongs to a change.</summary>
internal static class PersonRegister
{
    private const string Identity = "Who it is";
    private const string Absence = "Absence";

    internal static RecordDefinition<Person> Definition { get; } = new()
    {
        Type = Person.Type,
        KeyPrefix = "PER",
        Path = "/people",
        Singular = "person",
        Plural = "People",
        Icon = "users",
        Lead = "Everybody who owns, does or decides something in the management system, with or without an account.",
        Title = person => person.Name,
        SearchWords = person => [person.Name, person.Email, person.Unit, person.JobTitle],
        Rights = RegisterRights.Usual,
        Create = start => new Person
        {
            Id = new PersonId(start.Id),
            Key = start.Key,
            Number = start.Number,
            CreatedAt = start.At,
            CreatedBy = start.By,
            UpdatedAt = start.At,
            UpdatedBy = start.By,
        },
        Check = PersonRules.CheckAsync,
        CheckRestored = PersonRules.CheckAddressAsync,
        WithSave = (draft, cancellation) => draft.Services.GetRequiredService<PersonNames>().CarryAsync(draft.Record, draft.Before?["name"]?.GetValue<string>(), cancellation),
        Table = PeopleTable.Definition,
        Fields =
        [
            new TextRecordField<Person>("name", "Name", p => p.Name, (p, v) => p.Name = v, RecordLimits.PersonName) { Section = Identity, IsRequired = true, IsBulkEditable = false },
            new TextRecordField<Person>("email", "E-mail address", p => p.Email, (p, v) => p.Email = v.ToLowerInvariant(), PersonLimits.Email) { Section = Identity, IsBulkEditable = false, Help = "Where reminders and requests go; may be empty." },
            new TextRecordField<Person>("unit", "Organisational unit", p => p.Unit, (p, v) => p.Unit = v, PersonLimits.Line) { Section = Identity },
            new TextRecordField<Person>("jobTitle", "Job", p => p.JobTitle, (p, v) => p.JobTitle = v, PersonLimits.Line) { Section = Identity },
            new BooleanRecordField<Person>("isExternal", "Of another organisation", p => p.IsExternal, (p, v) => p.IsExternal = v) { Section = Identity },
            new TagsRecordField<Person> { Section = Identity },
            new PersonRecordField<Person>("deputy", "Deputy", p => p.Deputy, p => p.DeputyName) { Section = Absence, Help = "Decides in this person's place during an absence." },
            new DateRecordField<Person>("absentFrom", "Absent from", p => p.AbsentFrom, (p, v) => p.AbsentFrom = v) { Section = Absence, Help = "First day." },
            new DateRecordField<Person>("absentUntil", "Absent until", p => p.AbsentUntil, (p, v) => p.AbsentUntil = v) { Section = Absence, Help = "Last day; empty until further notice." },
        ],
    };

    /// <summary>What the search finds a person by when nobody has edited the entry yet.</summary>
    internal static string SearchText(Person person) => RecordSearch.TextOf(Definition, person);
}
