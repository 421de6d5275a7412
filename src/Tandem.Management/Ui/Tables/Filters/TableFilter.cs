namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>One filter of a table: reads what the address says of it and narrows the rows. No values mean all rows.</summary>
/// <param name="name">Name in the address; that of the column it looks at, where there is one.</param>
/// <param name="label">Words beside it.</param>
public abstract class TableFilter<TRow>(string name, string label)
{
    public string Name { get; } = name;

    public string Label { get; } = label;

    /// <summary>What the address says, in the one form that is kept; what it says wrongly is taken as not said. Given null when it says nothing.</summary>
    internal abstract IReadOnlyList<string> Read(IReadOnlyList<string>? said);

    /// <summary>Values that the filter does not know, of those that were said: a state that is no more. None for filters that take any text or day.</summary>
    internal virtual IEnumerable<string> Unknown(IReadOnlyList<string> said) => [];

    /// <summary>Narrows the rows to values that <see cref="Read"/> gave; never called with none.</summary>
    internal abstract IQueryable<TRow> Apply(IQueryable<TRow> rows, IReadOnlyList<string> values);

    /// <summary>A value in words.</summary>
    internal abstract string Words(string value);

    /// <summary>True when the person sees no more than everybody does who opens the table: such a value is no reason to say that rows are left out.</summary>
    internal virtual bool IsUsual(IReadOnlyList<string> values) => values.Count == 0;
}
