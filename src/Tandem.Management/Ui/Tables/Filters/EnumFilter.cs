using System.Linq.Expressions;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>Rows with one of the chosen members of an enumeration; in the address by their names, `state=proposed,operating`.</summary>
internal sealed class EnumFilter<TRow, TValue>(string name, string label, Expression<Func<TRow, TValue?>> by, Func<TValue, string> words) : ValuesFilter<TRow, TValue?>(name, label, by)
    where TValue : struct, Enum
{
    internal override IReadOnlyList<Choice> Options { get; } = by.Body is UnaryExpression { NodeType: ExpressionType.Convert }
        ? ChoiceNames.All(words)
        : [.. ChoiceNames.All(words), new Choice(FilterValue.Empty, FilterValue.NotStated)];

    protected override IEnumerable<string> Split(IEnumerable<string> said) => said.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries));

    protected override string Write(TValue? key) => key is { } value ? ChoiceNames.Of(value) : FilterValue.Empty;

    protected override bool TryParse(string value, out TValue? key)
    {
        key = ChoiceNames.Parse<TValue>(value);
        return Options.Any(option => option.Value == value);
    }

    protected override string WordsOf(TValue? key) => key is { } value ? words(value) : FilterValue.NotStated;
}
