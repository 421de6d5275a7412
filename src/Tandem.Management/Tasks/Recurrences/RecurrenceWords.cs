using System.Globalization;

namespace Tandem.Management.Tasks.Recurrences;

/// <summary>A recurrence in words: `every 3 months on the first Monday`.</summary>
internal static class RecurrenceWords
{
    internal static string Of(Recurrence recurrence) => Every(recurrence) + End(recurrence);

    internal static string Ordinal(int ordinal) => ordinal switch
    {
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        Recurrence.Last => "last",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static string MonthName(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    private static string Every(Recurrence r) => r.Kind switch
    {
        RecurrenceKind.Daily => Each(r, "day"),
        RecurrenceKind.Weekly => $"{Each(r, "week")} on {Join(r.Weekdays.Select(WeekdayNames.Words).ToList())}",
        RecurrenceKind.MonthlyByDay => $"{Each(r, "month")} on {MonthDay(r.MonthDay)}{(r.MonthDay > 28 ? ", in shorter months on the last day" : "")}",
        RecurrenceKind.MonthlyByWeekday => $"{Each(r, "month")} on the {Ordinal(r.Ordinal)} {WeekdayNames.Words(r.Weekday)}",
        RecurrenceKind.Yearly => $"{Each(r, "year")} on {YearDay(r)}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string End(Recurrence r) =>
        r.Until is { } until ? string.Create(CultureInfo.InvariantCulture, $", until {until:yyyy-MM-dd}")
        : r.Times is { } times ? string.Create(CultureInfo.InvariantCulture, $", {times} {(times == 1 ? "time" : "times")} in all")
        : "";

    private static string Each(Recurrence r, string unit) => r.Interval == 1 ? $"every {unit}" : string.Create(CultureInfo.InvariantCulture, $"every {r.Interval} {unit}s");

    private static string MonthDay(int day) => day == Recurrence.Last ? "the last day" : string.Create(CultureInfo.InvariantCulture, $"day {day}");

    private static string YearDay(Recurrence r) => r.MonthDay == Recurrence.Last ? $"the last day of {MonthName(r.Month)}"
        : string.Create(CultureInfo.InvariantCulture, $"{r.MonthDay} {MonthName(r.Month)}{(r is { Month: 2, MonthDay: 29 } ? ", in other years on 28 February" : "")}");

    private static string Join(List<string> words) => words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
}
