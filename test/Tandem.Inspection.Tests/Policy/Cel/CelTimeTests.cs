using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Tests.Policy.Cel;

public sealed class CelTimeTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T01:00:00+01:00", 0)]
    [InlineData("1969-12-31T23:30:00-00:30", 0)]
    [InlineData("1970-01-01T00:00:00.5Z", 5_000_000)]
    [InlineData("1970-01-01T00:00:00.000000100Z", 1)]
    public void Timestamp_WellFormed_GivesTicks(string text, long ticksSinceEpoch)
    {
        Assert.True(CelTime.TryParseTimestamp(text, out var ticks));
        Assert.Equal(ticksSinceEpoch, ticks - DateTimeOffset.UnixEpoch.UtcTicks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1970-01-01")]
    [InlineData("1970-01-01 00:00:00Z")]
    [InlineData("1970-01-01T00:00:00")]
    [InlineData("1970-01-01T00:00:00z")]
    [InlineData("1970-01-01T00:00:60Z")]
    [InlineData("1970-02-29T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00.Z")]
    [InlineData("1970-01-01T00:00:00.0000000001Z")]
    [InlineData("1970-01-01T00:00:00.000000001Z")]
    [InlineData("1970-01-01T00:00:00+24:00")]
    [InlineData("1970-01-01T00:00:00+0100")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("0000-01-01T00:00:00Z")]
    public void Timestamp_Malformed_IsRefused(string text) => Assert.False(CelTime.TryParseTimestamp(text, out _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1h30m", 54_000_000_000)]
    [InlineData("-2.5s", -25_000_000)]
    [InlineData("+1ms", 10_000)]
    [InlineData("1us", 10)]
    [InlineData("100ns", 1)]
    [InlineData("1.5h", 54_000_000_000)]
    public void Duration_WellFormed_GivesTicks(string text, long expected)
    {
        Assert.True(CelTime.TryParseDuration(text, out var ticks));
        Assert.Equal(expected, ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("s")]
    [InlineData("1 h")]
    [InlineData("1d")]
    [InlineData("1.2.3s")]
    [InlineData("1ns")]
    [InlineData("320000000000s")]
    [InlineData("99999999999999999999h")]
    public void Duration_Malformed_IsRefused(string text) => Assert.False(CelTime.TryParseDuration(text, out _));
}
