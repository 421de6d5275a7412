using Tandem.Management.Evidence;

namespace Tandem.Management.Tests.Evidence;

public sealed class FreshnessTests
{
    private static readonly DateOnly Received = new(2026, 6, 1);

    [Theory]
    [InlineData(null, null, "2026-06-11")]
    [InlineData(null, "2026-05-01", "2026-05-11")]
    [InlineData("2026-03-31", "2026-05-01", "2026-04-10")]
    [InlineData("2027-12-31", "2026-05-01", "2026-05-11")]
    public void LastFreshDay_CountsFromTheEarliestDayKnown(string? coversTo, string? collectedOn, string until) =>
        Assert.Equal(Day(until), FreshnessRules.Of(10, Day(coversTo), Day(collectedOn), Received).Until);

    [Fact]
    public void LastFreshDay_OfWhatHasNotCome_IsNone() => Assert.Equal((null, null), FreshnessRules.Of(10, new(2026, 1, 1), new(2026, 1, 1), null));

    [Fact]
    public void LastFreshDay_BeyondTheCalendar_IsTheLastThereIs() => Assert.Equal(DateOnly.MaxValue, FreshnessRules.Of(3650, null, null, DateOnly.MaxValue.AddDays(-5)).Until);

    [Theory]
    [InlineData(364, "2027-05-31", "2027-05-01")]
    [InlineData(8, "2026-06-09", "2026-06-07")]
    [InlineData(0, "2026-06-01", "2026-06-01")]
    public void DueSoon_IsAMonthAheadOrAQuarterOfTheTime(int days, string until, string dueFrom) =>
        Assert.Equal((Day(until), Day(dueFrom)), FreshnessRules.Of(days, null, null, Received));

    [Theory]
    [InlineData("2026-06-06", Freshness.Fresh)]
    [InlineData("2026-06-07", Freshness.DueSoon)]
    [InlineData("2026-06-09", Freshness.DueSoon)]
    [InlineData("2026-06-10", Freshness.Stale)]
    public void Freshness_ChangesWithTheDay(string today, Freshness expected) => Assert.Equal(expected, FreshnessRules.On(Day(today)!.Value, new(2026, 6, 9), new(2026, 6, 7)));

    [Theory]
    [InlineData("2026-01-01", "2026-03-31", Freshness.Fresh)]
    [InlineData("2026-03-31", null, Freshness.Fresh)]
    [InlineData(null, "2026-02-01", Freshness.OutsidePeriod)]
    [InlineData("2026-04-01", "2026-06-30", Freshness.OutsidePeriod)]
    [InlineData(null, null, Freshness.Fresh)]
    public void Freshness_ForATimeThatIsAskedFor_IsOfThatTimeOnly(string? from, string? to, Freshness expected) =>
        Assert.Equal(expected, FreshnessRules.For(Item(new(2026, 3, 1), new(2026, 3, 31)), Received, Day(from), Day(to)));

    [Fact]
    public void Freshness_OfWhatDoesNotSayItsTime_IsOutsideOfAnyThatIsAskedFor() => Assert.Equal(Freshness.OutsidePeriod, FreshnessRules.For(Item(null, null), Received, new(2026, 1, 1), null));

    private static EvidenceItem Item(DateOnly? from, DateOnly? to)
    {
        var item = EvidenceRegister.Definition.Create(new(Guid.Empty, "EVD-0001", 1, default, "Ada"));
        (item.CoversFrom, item.CoversTo, item.FreshUntil, item.DueFrom) = (from, to, new(2026, 12, 31), new(2026, 12, 1));
        return item;
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
