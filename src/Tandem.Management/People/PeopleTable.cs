using Tandem.Management.Records;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.People;

/// <summary>The register as a table.</summary>
internal static class PeopleTable
{
    internal static TableDefinition<Person> Definition { get; } = new()
    {
        Name = "people",
        Title = "People",
        DefaultSort = "name",
        SearchHint = "Search key, name, address, unit, job",
        Filters =
        [
            new FlagFilter<Person>("external", "Organisation", p => p.IsExternal, "Of another organisation", "Own people"),
            new TextValuesFilter<Person>("unit", "Unit", p => p.Unit),
            RecordFilters.Changed<Person>(),
            RecordFilters.Show<Person>(),
        ],
        Columns =
        [
            new("key", "Key", p => p.Key) { SortBy = p => p.Number, IsRowHeader = true, Cell = PersonCells.Key },
            new("name", "Name", p => p.Name) { SortBy = p => p.NameKey, Cell = PersonCells.Name },
            new("email", "E-mail address", p => p.Email) { SortBy = p => p.Email },
            new("unit", "Unit", p => p.Unit) { SortBy = p => p.Unit, IsSecondary = true },
            new("jobTitle", "Job", p => p.JobTitle) { SortBy = p => p.JobTitle, IsSecondary = true },
            new("absence", "Absence", Absence) { SortBy = p => p.AbsentFrom, IsSecondary = true },
            new("deputy", "Deputy", p => p.DeputyName) { SortBy = p => p.DeputyName, IsSecondary = true, Cell = PersonCells.Deputy },
            new("external", "Of another organisation", p => p.IsExternal) { IsHidden = true },
            new("tags", "Tags", p => p.Tags) { IsHidden = true },
            new("updatedAt", "Changed", p => p.UpdatedAt) { SortBy = p => p.UpdatedAt, IsHidden = true },
            new("archivedAt", "Archived", p => p.ArchivedAt) { IsHidden = true },
            new("version", "Version", p => p.Version) { IsHidden = true },
        ],
    };

    private static string? Absence(Person person) => person.AbsentFrom is not { } from ? null
        : person.AbsentUntil is { } until ? $"{from:yyyy-MM-dd} to {until:yyyy-MM-dd}" : $"from {from:yyyy-MM-dd}";
}
