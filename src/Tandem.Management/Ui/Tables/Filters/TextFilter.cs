using System.Linq.Expressions;
using Tandem.Management.Ui.Tables.Paging;

namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>Rows with exactly the text that is typed, as with a key that an index finds. For parts of texts there is the search.</summary>
internal sealed class TextFilter<TRow>(string name, string label, Func<IQueryable<TRow>, string, IQueryable<TRow>> apply) : TableFilter<TRow>(name, label)
{
    internal TextFilter(string name, string label, Expression<Func<TRow, string?>> by)
        : this(name, label, (rows, text) => rows.Where(Expression.Lambda<Func<TRow, bool>>(Expression.Equal(by.Body, Captured.Of(text)), by.Parameters)))
    {
    }

    internal override IReadOnlyList<string> Read(IReadOnlyList<string>? said) =>
        said?.Select(value => value.Trim()).FirstOrDefault(value => value.Length is > 0 and <= FilterValue.Longest) is { } text ? [text] : [];

    internal override IQueryable<TRow> Apply(IQueryable<TRow> rows, IReadOnlyList<string> values) => apply(rows, values[0]);

    internal override string Words(string value) => value;
}
