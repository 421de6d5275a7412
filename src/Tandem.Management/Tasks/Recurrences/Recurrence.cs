using System.Globalization;

namespace Tandem.Management.Tasks.Recurrences;

/// <summary>When a task comes again: the bounded part of RFC 5545 section 3.3.10 that people plan by. Days only, no times.</summary>
/// <remarks>Made by <see cref="RecurrenceText"/> or <see cref="RecurrenceParts"/>, which check it; <see cref="ToString"/> gives the rule as it is stored.</remarks>
internal sealed record Recurrence(RecurrenceKind Kind)
{
    /// <summary>Stands for the last day of a month, and for the last of its weekdays.</summary>
    internal const int Last = -1;

    /// <summary>Most times that a number of times can say.</summary>
    internal const int MostTimes = 999;

    /// <summary>Every how many days, weeks, months or years.</summary>
    internal int Interval { get; init; } = 1;

    /// <summary>Weekly: on which days, Monday first, each once.</summary>
    internal IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    /// <summary>Monthly by weekday: which one.</summary>
    internal DayOfWeek Weekday { get; init; }

    /// <summary>Monthly by weekday: the first to the fourth, or <see cref="Last"/>.</summary>
    internal int Ordinal { get; init; }

    /// <summary>Monthly by day and yearly: 1 to 31 or <see cref="Last"/>. A day that a month does not have is its last one.</summary>
    internal int MonthDay { get; init; }

    /// <summary>Yearly: 1 to 12.</summary>
    internal int Month { get; init; }

    /// <summary>Last day on which it may come; null for no such day.</summary>
    internal DateOnly? Until { get; init; }

    /// <summary>How many times in all; null for no such number.</summary>
    internal int? Times { get; init; }

    /// <summary>Greatest interval of a kind: in each case some ten years and more, which no plan exceeds.</summary>
    internal static int MostInterval(RecurrenceKind kind) => kind switch
    {
        RecurrenceKind.Daily => 366,
        RecurrenceKind.Weekly => 104,
        RecurrenceKind.MonthlyByDay or RecurrenceKind.MonthlyByWeekday => 60,
        RecurrenceKind.Yearly => 20,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The rule without its end, which is kept by whoever counts the occurrences.</summary>
    internal string Rule => Kind switch
    {
        RecurrenceKind.Daily => "FREQ=DAILY" + IntervalText,
        RecurrenceKind.Weekly => $"FREQ=WEEKLY{IntervalText};BYDAY={string.Join(',', Weekdays.Select(WeekdayNames.Code))}",
        RecurrenceKind.MonthlyByDay => $"FREQ=MONTHLY{IntervalText};{MonthDayText(MonthDay > 28)}",
        RecurrenceKind.MonthlyByWeekday => string.Create(CultureInfo.InvariantCulture, $"FREQ=MONTHLY{IntervalText};BYDAY={Ordinal}{WeekdayNames.Code(Weekday)}"),
        RecurrenceKind.Yearly => string.Create(CultureInfo.InvariantCulture, $"FREQ=YEARLY{IntervalText};BYMONTH={Month};{MonthDayText(Month == 2 && MonthDay == 29)}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public override string ToString() =>
        Rule
        + (Until is { } until ? string.Create(CultureInfo.InvariantCulture, $";UNTIL={until:yyyyMMdd}") : "")
        + (Times is { } times ? string.Create(CultureInfo.InvariantCulture, $";COUNT={times}") : "");

    private string IntervalText => Interval == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $";INTERVAL={Interval}");

    // By the rule alone a month without the day would be left out; the last of those days that it has is what people mean.
    private string MonthDayText(bool isMissingInSome) => isMissingInSome
        ? string.Create(CultureInfo.InvariantCulture, $"BYMONTHDAY={string.Join(',', Enumerable.Range(28, MonthDay - 27))};BYSETPOS=-1")
        : string.Create(CultureInfo.InvariantCulture, $"BYMONTHDAY={MonthDay}");
}
