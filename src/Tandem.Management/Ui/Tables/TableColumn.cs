using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Tandem.Management.Ui.Tables.Paging;

namespace Tandem.Management.Ui.Tables;

/// <summary>One column of a table: what it is called in address and export, what it says, how it sorts.</summary>
/// <param name="Name">Name in the address, the CSV header and the JSON member; camelCase. In a register the name of the field that it shows, which then can be edited in place.</param>
/// <param name="Label">Heading.</param>
/// <param name="Value">Value for export, and for the page when there is no <see cref="Cell"/>: text, bool, int, long, DateTimeOffset, a list of texts, or null.</param>
public sealed record TableColumn<TRow>(string Name, string Label, Func<TRow, object?> Value)
{
    private readonly Lazy<SortKey<TRow>>? _order;

    /// <summary>How the page shows the value; null shows it as text.</summary>
    public RenderFragment<TRow>? Cell { get; init; }

    /// <summary>What to order by, as the database can do it; null for a column that does not sort.</summary>
    public Expression<Func<TRow, object?>>? SortBy
    {
        get;
        init
        {
            field = value;
            _order = value is null ? null : new(() => SortKey<TRow>.Of(value));
        }
    }

    /// <summary>True for the column that names the row; screen readers read it with each cell, and it is always shown.</summary>
    public bool IsRowHeader { get; init; }

    /// <summary>True for numbers: set right.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>True for what a phone leaves out until the person chooses the column.</summary>
    public bool IsSecondary { get; init; }

    /// <summary>True for what is neither shown nor exported until the person chooses the column.</summary>
    public bool IsHidden { get; init; }

    internal SortKey<TRow>? Order => _order?.Value;
}
