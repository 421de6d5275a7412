using System.Linq.Expressions;

namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>Rows with one of the chosen texts, such as owners; which texts there are, the rows know. Each value is a part of the address of its own: `owner=Mari+Tamm&amp;owner=Li+Wei`.</summary>
internal sealed class TextValuesFilter<TRow>(string name, string label, Expression<Func<TRow, string?>> by)
    : ValuesFilter<TRow, string>(name, label, Expression.Lambda<Func<TRow, string>>(Expression.Coalesce(by.Body, Expression.Constant("")), by.Parameters))
{
    // Written before a text that itself begins so, because `~empty` stands for no text.
    private const char Mark = '~';

    /// <summary>Texts that are codes with words of their own, all of them; null when the texts speak for themselves.</summary>
    internal IReadOnlyList<Choice>? Codes { get; init; }

    /// <summary>A text in the words of pages; null when they are the same.</summary>
    internal Func<string, string>? Speak { get; init; }

    internal override IReadOnlyList<Choice>? Options => Codes;

    protected override string Write(string key) => key.Length == 0 ? FilterValue.Empty : key[0] == Mark ? Mark + key : key;

    protected override bool TryParse(string value, out string key)
    {
        key = value == FilterValue.Empty ? "" : value.StartsWith(Mark) ? value[1..] : value;
        return value == FilterValue.Empty || (value.Length > 0 && (value[0] != Mark || (value.Length > 1 && value[1] == Mark)));
    }

    protected override string WordsOf(string key) => key.Length == 0 ? FilterValue.NotStated : Codes?.FirstOrDefault(code => code.Value == key)?.Label ?? Speak?.Invoke(key) ?? key;
}
