using System.Text.Json.Serialization;
using Tandem.Management.Database;

namespace Tandem.Management.WorkEntries;

/// <summary>A work entry with the name of its person, as tables and the API show it.</summary>
public sealed class WorkRow
{
    public required string Key { get; init; }

    public required long Number { get; init; }

    public required string Person { get; init; }

    public required string PersonName { get; init; }

    public required DateOnly Day { get; init; }

    public required int Minutes { get; init; }

    public required string About { get; init; }

    public required WorkKind Kind { get; init; }

    public required string Note { get; init; }

    public required int Version { get; init; }

    [JsonIgnore]
    public string SearchText { get; init; } = "";

    internal static IQueryable<WorkRow> Of(TandemDbContext db, IQueryable<WorkEntry> entries) => entries.Join(db.People, w => w.Person, p => p.Key, (w, p) => new WorkRow
    {
        Key = w.Key,
        Number = w.Number,
        Person = w.Person,
        PersonName = p.Name,
        Day = w.Day,
        Minutes = w.Minutes,
        About = w.About,
        Kind = w.Kind,
        Note = w.Note,
        Version = w.Version,
        SearchText = w.SearchText + "\n" + p.NameKey,
    });
}
