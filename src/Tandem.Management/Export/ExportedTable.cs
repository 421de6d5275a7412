namespace Tandem.Management.Export;

/// <summary>A table as its JSON file is described; it is written row by row by <see cref="JsonExport"/>.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Title">What the rows are.</param>
/// <param name="At">When it was read.</param>
/// <param name="Filter">The filter, as in the address.</param>
/// <param name="Legend">Words that explain the values.</param>
/// <param name="Rows">One object for each row, its members named as the columns of the CSV file.</param>
internal sealed record ExportedTable(
    string Table, string Title, DateTimeOffset At, IReadOnlyDictionary<string, string> Filter, IReadOnlyDictionary<string, string> Legend, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows);
