namespace Tandem.Management.Controls.Testing;

/// <summary>How often a test is run.</summary>
public enum TestCadence
{
    Yearly,
    HalfYearly,
    Quarterly,
    Monthly,
    Weekly,
    PerEvent,
}

/// <summary>What follows from a cadence.</summary>
internal static class TestCadences
{
    // After the day on which it is due a result still counts for a quarter of the interval, and for three days at least: people are ill and on holiday.
    private const int ShareOfGrace = 4;
    private const int LeastGraceDays = 3;

    // What is run when something happens says nothing about a year in which nothing did.
    private const int DaysOfEvent = 365;

    /// <summary>Day by which a test that was run on a day is run again; null for one that is run when something happens.</summary>
    internal static DateOnly? Next(this TestCadence cadence, DateOnly from) => cadence switch
    {
        TestCadence.Yearly => from.AddYears(1),
        TestCadence.HalfYearly => from.AddMonths(6),
        TestCadence.Quarterly => from.AddMonths(3),
        TestCadence.Monthly => from.AddMonths(1),
        TestCadence.Weekly => from.AddDays(7),
        _ => null,
    };

    /// <summary>True while a result of that day still says something.</summary>
    internal static bool IsFresh(this TestCadence cadence, DateOnly on, DateOnly today)
    {
        var next = cadence.Next(on) ?? on.AddDays(DaysOfEvent);
        return today <= next.AddDays(Math.Max(LeastGraceDays, (next.DayNumber - on.DayNumber) / ShareOfGrace));
    }
}
