namespace Tandem.Management.Tasks.Recurrences;

/// <summary>How a task recurs.</summary>
public enum RecurrenceKind
{
    Daily,
    Weekly,
    MonthlyByDay,
    MonthlyByWeekday,
    Yearly,
}
