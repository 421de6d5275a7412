namespace Tandem.Management.Ui.Tables;

/// <summary>One filter above a table; the empty value means all rows.</summary>
/// <param name="Name">Name in the address.</param>
/// <param name="Label">Words beside it.</param>
/// <param name="Options">What can be chosen, with the choice for all first (value empty).</param>
/// <param name="Apply">Narrows the rows to a chosen value; called only with a value that is in the options, or with any text when there are none.</param>
public sealed record TableFilter<TRow>(string Name, string Label, IReadOnlyList<Choice> Options, Func<IQueryable<TRow>, string, IQueryable<TRow>> Apply)
{
    /// <summary>What holds when the address does not say; default all rows.</summary>
    public string Default { get; init; } = "";

    /// <summary>Type of the input when there are no options: `text` or `date`.</summary>
    public string InputType { get; init; } = "text";
}
