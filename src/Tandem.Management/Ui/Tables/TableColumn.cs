using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;

namespace Tandem.Management.Ui.Tables;

/// <summary>One column of a table: what it is called in address and export, what it says, how it sorts.</summary>
/// <param name="Name">Name in the address, the CSV header and the JSON member; camelCase.</param>
/// <param name="Label">Heading.</param>
/// <param name="Value">Value for export, and for the page when there is no <see cref="Cell"/>: text, bool, int, long, DateTimeOffset, a list of texts, or null.</param>
public sealed record TableColumn<TRow>(string Name, string Label, Func<TRow, object?> Value)
{
    /// <summary>How the page shows the value; null shows it as text.</summary>
    public RenderFragment<TRow>? Cell { get; init; }

    /// <summary>What to order by, as the database can do it; null for a column that does not sort.</summary>
    public Expression<Func<TRow, object?>>? SortBy { get; init; }

    /// <summary>True for the column that names the row; screen readers read it with each cell.</summary>
    public bool IsRowHeader { get; init; }

    /// <summary>True for numbers: set right.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>True for what a phone leaves out; exports always have it.</summary>
    public bool IsSecondary { get; init; }

    /// <summary>True for what only exports carry.</summary>
    public bool IsExportOnly { get; init; }
}
