using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Tandem.Management.Tasks.Recurrences;

/// <summary>The days that a recurrence gives.</summary>
internal static class RecurrenceDates
{
    /// <summary>Nothing is planned beyond it.</summary>
    private static readonly DateOnly Latest = new(2199, 12, 31);

    /// <summary>Days after a given one, in order, up to the end that the rule names by day. The number of times is kept by whoever numbers the occurrences.</summary>
    /// <param name="recurrence">The rule.</param>
    /// <param name="start">Day from which intervals count; of the same week, month or year are the days of the first interval.</param>
    /// <param name="after">Day before the first one wanted; not before <paramref name="start"/>.</param>
    internal static IEnumerable<DateOnly> After(Recurrence recurrence, DateOnly start, DateOnly after)
    {
        var last = recurrence.Until is { } until && until < Latest ? until : Latest;
        if (after >= last)
            return [];
        var series = new CalendarEvent { Start = new CalDateTime(start), RecurrenceRule = new RecurrenceRule(recurrence.Rule) };
        return series.GetOccurrences(new CalDateTime(after)).Select(occurrence => occurrence.Period.StartTime.Date).SkipWhile(day => day <= after).TakeWhile(day => day <= last);
    }
}
