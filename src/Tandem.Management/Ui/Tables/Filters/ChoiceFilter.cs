namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>One of a few views of the rows, such as those in use or those archived; a value that is not among the options is the first of them.</summary>
/// <param name="name">Name in the address.</param>
/// <param name="label">Words beside it.</param>
/// <param name="options">What can be chosen; the first holds when the address does not say, and the empty value means all rows.</param>
/// <param name="apply">Narrows the rows to the chosen option; never called with the empty value.</param>
internal sealed class ChoiceFilter<TRow>(string name, string label, IReadOnlyList<Choice> options, Func<IQueryable<TRow>, string, IQueryable<TRow>> apply) : TableFilter<TRow>(name, label)
{
    internal IReadOnlyList<Choice> Options => options;

    internal override IReadOnlyList<string> Read(IReadOnlyList<string>? said)
    {
        var chosen = said?.FirstOrDefault(value => options.Any(option => option.Value == value)) ?? options[0].Value;
        return chosen.Length == 0 && chosen == options[0].Value ? [] : [chosen];
    }

    internal override IEnumerable<string> Unknown(IReadOnlyList<string> said) => said.Where(value => value.Length > 0 && !options.Any(option => option.Value == value));

    internal override IQueryable<TRow> Apply(IQueryable<TRow> rows, IReadOnlyList<string> values) => values[0].Length == 0 ? rows : apply(rows, values[0]);

    internal override string Words(string value) => options.First(option => option.Value == value).Label;

    internal override bool IsUsual(IReadOnlyList<string> values) => values.Count == 0 || values[0] == options[0].Value;
}
