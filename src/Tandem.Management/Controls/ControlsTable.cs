using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Controls;

/// <summary>The register as a table.</summary>
internal static class ControlsTable
{
    internal static TableDefinition<Control> Definition { get; } = new()
    {
        Name = "controls",
        Title = "Controls",
        DefaultSort = "key",
        SearchHint = "Search key, title, purpose, scope, requirement, owner",
        ByStandard = (rows, standard) => standard == Standard.Iso27001 ? rows.Where(c => c.ServesIso27001) : rows.Where(c => c.ServesIso42001),
        Filters =
        [
            new ChoiceFilter<Control>("serves", "Serves", [new("", "Any"), new("both", "Both standards"), new("none", "No requirement yet")], (rows, value) => value == "both"
                ? rows.Where(c => c.ServesIso27001 && c.ServesIso42001)
                : rows.Where(c => !c.ServesIso27001 && !c.ServesIso42001)),
            new EnumFilter<Control, ControlType>("controlType", "Type", c => c.ControlType, ControlWords.Of),
            new EnumFilter<Control, ControlNature>("nature", "Nature", c => c.Nature, ControlWords.Of),
            new EnumFilter<Control, ControlLevel>("level", "Put in place for", c => c.Level, ControlWords.Of),
            new FlagFilter<Control>("library", "From", c => c.LibraryItem != "", "the library", "the organisation itself"),
            RecordFilters.Owner<Control>(),
            RecordFilters.Show<Control>(),
        ],
        Columns =
        [
            new("key", "Key", c => c.Key) { SortBy = c => c.Number, IsRowHeader = true, Cell = ControlCells.Key },
            new("title", "Title", c => c.Title) { SortBy = c => c.Title, Cell = ControlCells.Title },
            new("satisfies", "Requirements", c => c.Satisfies) { Cell = ControlCells.Satisfies },
            new("controlType", "Type", c => ChoiceNames.Of(c.ControlType)) { SortBy = c => c.ControlType, Cell = ControlCells.Type, IsSecondary = true },
            new("level", "Put in place for", c => ChoiceNames.Of(c.Level)) { SortBy = c => c.Level, Cell = ControlCells.Level, IsSecondary = true },
            new("owner", "Accountable", c => c.OwnerName) { SortBy = c => c.OwnerName, Cell = ControlCells.Owner, IsSecondary = true },
            new("updatedAt", "Changed", c => c.UpdatedAt) { SortBy = c => c.UpdatedAt, Cell = ControlCells.Updated, IsSecondary = true },
            new("purpose", "Purpose", c => c.Purpose) { IsHidden = true },
            new("description", "Description", c => c.Description) { IsHidden = true },
            new("scope", "Scope", c => c.Scope) { IsHidden = true },
            new("nature", "Nature", c => ChoiceNames.Of(c.Nature)) { SortBy = c => c.Nature, Cell = ControlCells.Nature, IsHidden = true },
            new("libraryItem", "Item of the library", c => c.LibraryItem) { SortBy = c => c.LibraryItem, IsHidden = true },
            new("libraryVersion", "Version of the library", c => c.LibraryVersion) { IsHidden = true },
            new("tags", "Tags", c => c.Tags) { IsHidden = true },
            new("archivedAt", "Archived", c => c.ArchivedAt) { IsHidden = true },
            new("version", "Version", c => c.Version) { IsHidden = true },
        ],
        Legend = new Dictionary<string, string>
        {
            ["satisfies"] = "requirements that the control helps to meet; that it serves one does not show that the requirement is met",
            ["libraryItem"] = "the item of the shipped library that it was adopted from; empty for a control of the organisation's own",
        },
    };
}
