namespace Tandem.Management.Tasks.Recurrences;

/// <summary>What a recurrence may say, however it was entered.</summary>
internal static class RecurrenceBounds
{
    private static readonly int[] DaysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>What is wrong and what to do; null when nothing is.</summary>
    internal static string? Problem(Recurrence recurrence)
    {
        var most = Recurrence.MostInterval(recurrence.Kind);
        if (recurrence.Interval < 1 || recurrence.Interval > most)
            return $"the interval is a number from 1 to {most}";
        if (recurrence.Times is < 1 or > Recurrence.MostTimes)
            return $"the number of times is from 1 to {Recurrence.MostTimes}";
        if (recurrence is { Times: not null, Until: not null })
            return "it ends on a day or after a number of times; leave one of the two empty";
        if (recurrence.Until is { Year: < 2000 or > 2199 })
            return "the last day is one of the years 2000 to 2199";
        return recurrence.Kind switch
        {
            RecurrenceKind.Daily => null,
            RecurrenceKind.Weekly => recurrence.Weekdays.Count == 0 ? "choose at least one day of the week" : null,
            RecurrenceKind.MonthlyByDay => recurrence.MonthDay is Recurrence.Last or (>= 1 and <= 31) ? null : "the day of the month is a number from 1 to 31, or the last day",
            RecurrenceKind.MonthlyByWeekday => recurrence.Ordinal is Recurrence.Last or (>= 1 and <= 4) ? null : "it is the first, second, third, fourth or last of such days in a month",
            RecurrenceKind.Yearly => YearlyProblem(recurrence),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string? YearlyProblem(Recurrence recurrence)
    {
        if (recurrence.Month is < 1 or > 12)
            return "choose the month";
        var most = DaysOfMonths[recurrence.Month - 1];
        return recurrence.MonthDay == Recurrence.Last || (recurrence.MonthDay >= 1 && recurrence.MonthDay <= most) ? null
            : $"that month has the days 1 to {most}; choose one of them or the last day";
    }
}
