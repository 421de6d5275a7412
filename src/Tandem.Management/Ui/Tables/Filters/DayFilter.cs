using System.Globalization;
using System.Linq.Expressions;
using Tandem.Management.Ui.Tables.Paging;

namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>Rows of a range of days, the first and the last included; days are UTC days, as everywhere on the pages. In the address `2026-01-01..2026-03-31`, either side may be left out.</summary>
internal sealed class DayFilter<TRow>(string name, string label, Expression<Func<TRow, DateTimeOffset?>> by) : TableFilter<TRow>(name, label)
{
    private const string Between = "..";

    /// <summary>True when a row may be without a time.</summary>
    internal bool CanBeEmpty { get; } = by.Body is not UnaryExpression { NodeType: ExpressionType.Convert };

    /// <summary>First and last day of a value that <see cref="Read"/> gave.</summary>
    internal static (DateOnly? From, DateOnly? To) Range(string value) => value == FilterValue.Empty ? default : (Day(value.Split(Between)[0]), Day(value.Split(Between)[^1]));

    // Two inputs of a form arrive as two values, the written form as one.
    internal override IReadOnlyList<string> Read(IReadOnlyList<string>? said)
    {
        if (said is null)
            return [];
        if (said.Contains(FilterValue.Empty))
            return [FilterValue.Empty];
        var days = said.Count == 1 ? said[0].Split(Between) : [.. said];
        var (from, to) = (Day(days[0]), Day(days.Length > 1 ? days[1] : days[0]));
        return from is null && to is null ? [] : [Text(from) + Between + Text(to)];
    }

    internal override IQueryable<TRow> Apply(IQueryable<TRow> rows, IReadOnlyList<string> values)
    {
        if (values[0] == FilterValue.Empty)
            return Where(rows, Expression.Equal(by.Body, Expression.Constant(null, typeof(DateTimeOffset?))));
        var (from, to) = Range(values[0]);
        if (from is { } first)
            rows = Where(rows, Expression.GreaterThanOrEqual(by.Body, Captured.Of<DateTimeOffset?>(Start(first))));
        // The last day of the calendar has no day after it, and no row either.
        if (to is { } last && last < DateOnly.MaxValue)
            rows = Where(rows, Expression.LessThan(by.Body, Captured.Of<DateTimeOffset?>(Start(last.AddDays(1)))));
        return rows;
    }

    internal override string Words(string value)
    {
        if (value == FilterValue.Empty)
            return "none";
        var (from, to) = Range(value);
        return from is null ? $"to {Text(to)}" : to is null ? $"from {Text(from)}" : from == to ? Text(from) : $"{Text(from)} to {Text(to)}";
    }

    internal static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private IQueryable<TRow> Where(IQueryable<TRow> rows, Expression condition) => rows.Where(Expression.Lambda<Func<TRow, bool>>(condition, by.Parameters));

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
