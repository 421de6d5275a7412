using System.Globalization;

namespace Tandem.Management.Tasks.Recurrences;

/// <summary>Days of the week as rules and people write them.</summary>
internal static class WeekdayNames
{
    /// <summary>Monday first.</summary>
    internal static IReadOnlyList<DayOfWeek> All { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>`MO` to `SU`.</summary>
    internal static string Code(DayOfWeek day) => Words(day)[..2].ToUpperInvariant();

    internal static string Words(DayOfWeek day) => CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(day);

    internal static DayOfWeek? Parse(string code)
    {
        foreach (var day in All)
        {
            if (Code(day) == code)
                return day;
        }
        return null;
    }
}
