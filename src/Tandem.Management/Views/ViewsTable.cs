using Tandem.Management.Ui.Tables;
using Tandem.Management.Ui.Tables.Filters;

namespace Tandem.Management.Views;

/// <summary>The views that a person sees, as a table.</summary>
internal static class ViewsTable
{
    /// <param name="account">The person who looks.</param>
    internal static TableDefinition<SavedView> Definition(Guid? account) => new()
    {
        Name = "views",
        Title = "Views",
        DefaultSort = "table",
        Filters =
        [
            new ChoiceFilter<SavedView>("whose", "Whose", [new("", "Own and shared"), new("own", "Own"), new("shared", "Shared by others")],
                (rows, value) => value == "own" ? rows.Where(v => v.AuthorId == account) : rows.Where(v => v.AuthorId != account)),
            new TextValuesFilter<SavedView>("table", "Table", v => v.TableName),
            new TextValuesFilter<SavedView>("author", "Author", v => v.AuthorName),
            new FlagFilter<SavedView>("shared", "Shared", v => v.IsShared, "with everybody", "with nobody"),
        ],
        Columns =
        [
            new("key", "Key", v => v.Key) { SortBy = v => v.Number, IsRowHeader = true, Cell = ViewCells.Key },
            new("name", "Name", v => v.Name) { SortBy = v => v.Name, Cell = ViewCells.Name },
            new("table", "Table", v => v.TableName) { SortBy = v => v.TableName },
            new("shared", "Shared", v => v.IsShared) { SortBy = v => v.IsShared },
            new("author", "Author", v => v.AuthorName) { SortBy = v => v.AuthorName, IsSecondary = true },
            new("updatedAt", "Changed", v => v.UpdatedAt) { SortBy = v => v.UpdatedAt, IsSecondary = true },
            new("createdAt", "Saved", v => v.CreatedAt) { SortBy = v => v.CreatedAt, IsHidden = true },
            new("query", "What it holds", v => v.Query) { IsHidden = true },
            new("version", "Version", v => v.Version) { IsHidden = true },
        ],
    };
}
