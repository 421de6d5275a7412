using System.Linq.Expressions;

namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>Rows for which something is so, or is not; with `row => row.Text != ""` those in which a text is stated or missing.</summary>
internal sealed class FlagFilter<TRow>(string name, string label, Expression<Func<TRow, bool>> by, string yes, string no) : ValuesFilter<TRow, bool>(name, label, by)
{
    internal override IReadOnlyList<Choice> Options { get; } = [new(Yes, yes), new(No, no)];

    private const string Yes = "yes";

    private const string No = "no";

    protected override IEnumerable<string> Split(IEnumerable<string> said) => said.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries));

    protected override string Write(bool key) => key ? Yes : No;

    protected override bool TryParse(string value, out bool key)
    {
        key = value == Yes;
        return value is Yes or No;
    }

    protected override string WordsOf(bool key) => key ? yes : no;
}
