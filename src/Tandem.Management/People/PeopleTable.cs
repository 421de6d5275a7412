using Tandem.Management.Ui.Tables;

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
        Search = (rows, word) => rows.Where(p => p.SearchText.Contains(word)),
        Filters =
        [
            new("external", "Organisation", [new("", "All"), new("own", "Own people"), new("external", "Of another organisation")],
                (rows, value) => value == "external" ? rows.Where(p => p.IsExternal) : rows.Where(p => !p.IsExternal)),
            new("show", "Show", [new("active", "In the register"), new("archived", "Archived"), new("all", "Both")],
                (rows, value) => value switch
                {
                    "active" => rows.Where(p => p.ArchivedAt == null),
                    "archived" => rows.Where(p => p.ArchivedAt != null),
                    _ => rows,
                })
            { Default = "active" },
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
            new("external", "Of another organisation", p => p.IsExternal) { IsExportOnly = true },
            new("tags", "Tags", p => p.Tags) { IsExportOnly = true },
            new("updatedAt", "Changed", p => p.UpdatedAt) { SortBy = p => p.UpdatedAt, IsExportOnly = true },
            new("archivedAt", "Archived", p => p.ArchivedAt) { IsExportOnly = true },
            new("version", "Version", p => p.Version) { IsExportOnly = true },
        ],
    };

    private static string? Absence(Person person) => person.AbsentFrom is not { } from ? null
        : person.AbsentUntil is { } until ? $"{from:yyyy-MM-dd} to {until:yyyy-MM-dd}" : $"from {from:yyyy-MM-dd}";
}
