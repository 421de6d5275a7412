namespace Tandem.Management.Ui.Tables;

/// <summary>What can be done with the rows of a table besides reading them.</summary>
/// <param name="Key">What names a row in addresses.</param>
/// <param name="EditUrl">Address of the input of a cell; null when the person may not change it there.</param>
public sealed record RowActions<TRow>(Func<TRow, string> Key, Func<TRow, TableColumn<TRow>, string?> EditUrl)
{
    /// <summary>Rows can be ticked and changed at once; null where they cannot.</summary>
    public RowChoice<TRow>? Choice { get; init; }
}

/// <summary>Rows that are ticked to be changed at once.</summary>
/// <param name="Path">Address that takes them as `row`, or all that an address of the table leaves with `all=yes`, and how many that were when the list was read.</param>
/// <param name="FormId">Id of the form around the ticks, which stand in the rows and not in it.</param>
/// <param name="Most">Rows that can be changed at once.</param>
/// <param name="IsOffered">True for a row that the person may change.</param>
public sealed record RowChoice<TRow>(string Path, string FormId, int Most, Func<TRow, bool> IsOffered);

/// <summary>What an address that takes rows is called with besides them.</summary>
internal static class RowChoice
{
    internal const string Matching = "matching";
}
