using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Records;

/// <summary>Filters that the tables of registers share.</summary>
internal static class RecordFilters
{
    internal static TableFilter<T> Owner<T>()
        where T : Record => new TextValuesFilter<T>("owner", "Owner", record => record.OwnerName);

    internal static TableFilter<T> Changed<T>()
        where T : Record => new DayFilter<T>("updatedAt", "Changed", record => record.UpdatedAt);

    /// <summary>Records in use, unless the person asks for others.</summary>
    /// <param name="archived">What archiving is called there.</param>
    internal static TableFilter<T> Show<T>(string archived = "Archived")
        where T : Record => new ChoiceFilter<T>("show", "Show", [new("active", "In the register"), new("archived", archived), new("all", "Both")], (rows, value) => value switch
        {
            "active" => rows.Where(record => record.ArchivedAt == null),
            "archived" => rows.Where(record => record.ArchivedAt != null),
            _ => rows,
        });
}
