using FsCheck;
using FsCheck.Fluent;
using Tandem.Management.Tasks.Recurrences;
using Tandem.Management.Ui;

namespace Tandem.Management.Tests.Tasks;

public sealed class RecurrenceTests
{
    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=10", "2026-01-25", "every 10 days", "2026-02-04 2026-02-14")]
    [InlineData("FREQ=WEEKLY;BYDAY=WE,MO", "2026-11-30", "every week on Monday and Wednesday", "2026-12-02 2026-12-07")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30", "every 2 weeks on Monday", "2026-12-14 2026-12-28")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15", "every month on day 15", "2027-01-15 2027-02-15")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31", "every month on the last day", "2028-02-29 2028-03-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2026-01-30", "every month on day 30, in shorter months on the last day", "2026-02-28 2026-03-30")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "2026-10-05", "every 3 months on the first Monday", "2027-01-04 2027-04-05")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "every month on the last Friday", "2026-12-25 2027-01-29")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2024-02-29", "every year on 29 February, in other years on 28 February", "2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31", "2026-12-31", "every 2 years on 31 December", "2028-12-31 2030-12-31")]
    [InlineData("FREQ=DAILY;UNTIL=20261202", "2026-11-30", "every day, until 2026-12-02", "2026-12-01 2026-12-02")]
    [InlineData("freq=weekly;byday=su;count=2;wkst=MO", "2026-11-29", "every week on Sunday, 2 times in all", "2026-12-06 2026-12-13")]
    public void Rule_InWordsAndDays(string text, string start, string words, string days)
    {
        Assert.True(RecurrenceText.TryParse(text, out var recurrence, out var problem), problem);

        Assert.Equal(words, RecurrenceWords.Of(recurrence));
        var wanted = days.Split(' ');
        var first = Day(start);
        Assert.Equal(wanted, RecurrenceDates.After(recurrence, first, first).Take(wanted.Length).Select(day => DayText.Of(day)));
    }

    [Theory]
    [InlineData("FREQ=SECONDLY", "`FREQ=SECONDLY` is none of these")]
    [InlineData("FREQ=MINUTELY;COUNT=1000000000", "`FREQ=MINUTELY` is none of these")]
    [InlineData("FREQ=DAILY;COUNT=1000000000", "from 1 to 999")]
    [InlineData("FREQ=DAILY;COUNT=0", "from 1 to 999")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "from 1 to 366")]
    [InlineData("FREQ=DAILY;INTERVAL=99999999999999999999", "from 1 to 366")]
    [InlineData("FREQ=YEARLY;INTERVAL=21;BYMONTH=1;BYMONTHDAY=1", "from 1 to 20")]
    [InlineData("FREQ=DAILY;BYSECOND=1,2,3", "`BYSECOND` is no part")]
    [InlineData("FREQ=DAILY;BYDAY=MO", "`BYDAY=MO` does not go with")]
    [InlineData("FREQ=DAILY;FREQ=WEEKLY", "stands twice")]
    [InlineData("FREQ=WEEKLY", "no recurrence that can be planned")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "no recurrence that can be planned")]
    [InlineData("FREQ=MONTHLY;BYDAY=5MO", "first, second, third, fourth or last")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "leaves out months")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,15", "leaves out months")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "from 1 to 31")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "has the days 1 to 29")]
    [InlineData("FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1", "choose the month")]
    [InlineData("FREQ=DAILY;UNTIL=20261301", "is no day")]
    [InlineData("FREQ=DAILY;UNTIL=20261231T000000Z", "is no day")]
    [InlineData("FREQ=DAILY;UNTIL=20261231;COUNT=3", "leave one of the two empty")]
    [InlineData("FREQ=DAILY\r\nATTACH:x", "is none of these")]
    [InlineData("FREQ=DAILY;\r\nATTACH=x", "no part of a recurrence")]
    [InlineData("", "no part of a recurrence")]
    [InlineData("=;=", "no part of a recurrence")]
    public void Rule_OutsideOfTheSubset_IsRefusedByName(string text, string because)
    {
        Assert.False(RecurrenceText.TryParse(text, out _, out var problem));
        Assert.Contains(because, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_OfAnyLength_IsRefusedBeforeItIsRead() => Assert.False(RecurrenceText.TryParse("FREQ=DAILY;" + new string('X', 1_000_000), out _, out _));

    [Fact]
    public void AnyRecurrence_WrittenAndReadAgain_IsTheSame() => Prop.ForAll(Recurrences().ToArbitrary(), recurrence =>
    {
        Assert.True(RecurrenceText.TryParse(recurrence.ToString(), out var read, out var problem), problem);
        Assert.Equal(recurrence.ToString(), read.ToString());
        Assert.Equal(recurrence.ToString(), RecurrenceParts.Of(recurrence).Build(out _)!.ToString());
        Assert.NotEmpty(RecurrenceWords.Of(recurrence));
    }).QuickCheckThrowOnFailure();

    // Written without the library that gives the days: walks the calendar and asks of each day whether the rule means it.
    [Fact]
    public void AnyRecurrence_GivesExactlyTheDaysThatItMeans() => Prop.ForAll(Recurrences().ToArbitrary(), Gen.Choose(0, 3000).ToArbitrary(), (recurrence, offset) =>
    {
        var start = Day("2023-12-25").AddDays(offset);
        var wanted = Enumerable.Range(1, 1500).Select(start.AddDays).Where(day => Means(recurrence, start, day)).ToList();
        var given = RecurrenceDates.After(recurrence, start, start).TakeWhile(day => day <= start.AddDays(1500)).ToList();
        Assert.Equal(wanted, given);
        var middle = start.AddDays(400);
        Assert.Equal(wanted.Where(day => day > middle), RecurrenceDates.After(recurrence, start, middle).TakeWhile(day => day <= start.AddDays(1500)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Days_OfARuleWithoutEnd_EndWithTheCalendarOfTasks() =>
        Assert.Equal(Day("2199-12-31"), RecurrenceDates.After(new Recurrence(RecurrenceKind.Daily), Day("2199-12-01"), Day("2199-12-01")).Last());

    private static bool Means(Recurrence r, DateOnly start, DateOnly day)
    {
        if (day > r.Until)
            return false;
        var months = ((day.Year - start.Year) * 12) + day.Month - start.Month;
        var length = DateTime.DaysInMonth(day.Year, day.Month);
        var isMonthDay = day.Day == (r.MonthDay == Recurrence.Last ? length : Math.Min(r.MonthDay, length));
        return r.Kind switch
        {
            RecurrenceKind.Daily => (day.DayNumber - start.DayNumber) % r.Interval == 0,
            RecurrenceKind.Weekly => (Monday(day) - Monday(start)) / 7 % r.Interval == 0 && r.Weekdays.Contains(day.DayOfWeek),
            RecurrenceKind.MonthlyByDay => months % r.Interval == 0 && isMonthDay,
            RecurrenceKind.MonthlyByWeekday => months % r.Interval == 0 && day.DayOfWeek == r.Weekday
                && (r.Ordinal == Recurrence.Last ? day.Day + 7 > length : (day.Day + 6) / 7 == r.Ordinal),
            RecurrenceKind.Yearly => (day.Year - start.Year) % r.Interval == 0 && day.Month == r.Month && isMonthDay,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static int Monday(DateOnly day) => day.DayNumber - (((int)day.DayOfWeek + 6) % 7);

    private static Gen<Recurrence> Recurrences()
    {
        var interval = Gen.Choose(1, 5);
        var monthDay = Gen.Choose(1, 32).Select(day => day == 32 ? Recurrence.Last : day);
        var weekdays = Gen.Choose(1, 127).Select(mask => (IReadOnlyList<DayOfWeek>)WeekdayNames.All.Where((_, index) => (mask & (1 << index)) != 0).ToList());
        var ordinal = Gen.Elements(1, 2, 3, 4, Recurrence.Last);
        var kinds = Gen.OneOf(
            interval.Select(i => new Recurrence(RecurrenceKind.Daily) { Interval = i }),
            interval.SelectMany(_ => weekdays, (i, days) => new Recurrence(RecurrenceKind.Weekly) { Interval = i, Weekdays = days }),
            interval.SelectMany(_ => monthDay, (i, day) => new Recurrence(RecurrenceKind.MonthlyByDay) { Interval = i, MonthDay = day }),
            interval.SelectMany(_ => ordinal, (i, n) => new Recurrence(RecurrenceKind.MonthlyByWeekday) { Interval = i, Ordinal = n })
                .SelectMany(_ => Gen.Choose(0, 6), (r, day) => r with { Weekday = (DayOfWeek)day }),
            interval.SelectMany(_ => Gen.Choose(1, 12), (i, month) => new Recurrence(RecurrenceKind.Yearly) { Interval = i, Month = month })
                .SelectMany(_ => monthDay, (r, day) => r with { MonthDay = day == Recurrence.Last ? day : Math.Min(day, r.Month == 2 ? 29 : r.Month is 4 or 6 or 9 or 11 ? 30 : 31) }));
        var ends = Gen.Choose(0, 2).SelectMany(_ => Gen.Choose(1, 900), (end, number) => (end, number));
        return kinds.SelectMany(_ => ends, (r, end) => end.end switch
        {
            0 => r,
            1 => r with { Until = Day("2024-06-01").AddDays(end.number) },
            _ => r with { Times = end.number },
        });
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
