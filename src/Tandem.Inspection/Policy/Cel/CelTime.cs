using System.Buffers;
using System.Globalization;

namespace Tandem.Inspection.Policy.Cel;

/// <summary>Timestamps and durations as 64-bit numbers of 100 ns: a timestamp counts from the year 1 in UTC.</summary>
internal static class CelTime
{
    /// <summary>About 292 years: the conformance cases expect durations to fit in 64 bits of nanoseconds.</summary>
    public const long MaxDurationTicks = long.MaxValue / 100;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, decimal Ticks)[] Units =
    [
        ("h", TimeSpan.TicksPerHour), ("ms", TimeSpan.TicksPerMillisecond), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("us", TimeSpan.TicksPerMicrosecond), ("µs", TimeSpan.TicksPerMicrosecond), ("ns", 0.01m),
    ];

    public static bool IsTimestamp(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;

    public static bool IsDuration(long ticks) => ticks is >= -MaxDurationTicks and <= MaxDurationTicks;

    /// <summary>Reads an RFC 3339 timestamp with upper-case T and Z or an offset, at most 7 digits of a second that count.</summary>
    public static bool TryParseTimestamp(string text, out long ticks)
    {
        ticks = 0;
        if (text.Length is < 20 or > 35 || text[10] != 'T' || !char.IsAsciiDigit(text[0]))
            return false;
        var seconds = text.AsSpan(0, 19);
        if (!DateTime.TryParseExact(seconds, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return false;
        var at = 19;
        long fraction = 0;
        if (text[at] == '.')
        {
            var start = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            if (at == start || at - start > 9 || at == text.Length)
                return false;
            var nanoseconds = long.Parse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture);
            for (var i = at - start; i < 9; i++)
                nanoseconds *= 10;
            if (nanoseconds % 100 != 0)
                return false;
            fraction = nanoseconds / 100;
        }

        if (!TryParseOffset(text.AsSpan(at), out var offset))
            return false;
        ticks = time.Ticks + fraction - offset;
        return IsTimestamp(ticks);
    }

    /// <summary>Reads a duration such as <c>1h30m</c>, <c>-2.5s</c> or <c>0</c>.</summary>
    public static bool TryParseDuration(string text, out long ticks)
    {
        ticks = 0;
        var rest = text.AsSpan();
        if (rest.Length is 0 or > 64)
            return false;
        var isNegative = rest[0] == '-';
        if (rest[0] is '-' or '+')
            rest = rest[1..];
        if (rest is "0")
            return true;
        if (rest.IsEmpty)
            return false;
        decimal sum = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits is <= 0 or > 20
                || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            decimal unit = 0;
            foreach (var (name, size) in Units)
            {
                if (rest.StartsWith(name, StringComparison.Ordinal))
                {
                    unit = size;
                    rest = rest[name.Length..];
                    break;
                }
            }

            if (unit == 0 || number > MaxDurationTicks / unit)
                return false;
            sum += number * unit;
            if (sum > MaxDurationTicks)
                return false;
        }

        if (sum != decimal.Truncate(sum))
            return false;
        ticks = isNegative ? -(long)sum : (long)sum;
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text is "Z")
            return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || hours > 23 || minutes > 59)
            return false;
        ticks = ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute)) * (text[0] == '-' ? -1 : 1);
        return true;
    }
}
