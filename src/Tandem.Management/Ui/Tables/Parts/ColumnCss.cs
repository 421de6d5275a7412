namespace Tandem.Management.Ui.Tables.Parts;

/// <summary>How a column is set. A phone leaves out what is secondary, unless the person has chosen the columns.</summary>
internal static class ColumnCss
{
    internal static string? Of<TRow>(TableColumn<TRow> column, bool isChosen) => (column.IsNumeric, column.IsSecondary && !isChosen) switch
    {
        (true, true) => "text-end secondary-column",
        (true, false) => "text-end",
        (false, true) => "secondary-column",
        _ => null,
    };
}
