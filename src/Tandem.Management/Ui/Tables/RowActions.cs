namespace Tandem.Management.Ui.Tables;

/// <summary>What can be done with the rows of a table besides reading them.</summary>
/// <param name="Key">What names a row in addresses.</param>
/// <param name="EditUrl">Address of the input of a cell; null when the person may not change it there.</param>
public sealed record RowActions<TRow>(Func<TRow, string> Key, Func<TRow, TableColumn<TRow>, string?> EditUrl);
