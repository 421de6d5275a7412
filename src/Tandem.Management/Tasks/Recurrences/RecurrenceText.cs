using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tandem.Management.Tasks.Recurrences;

/// <summary>Reads a recurrence rule as text. Whatever is not in the bounded subset is refused by name, so that no rule can ask for more dates than a calendar has days.</summary>
internal static class RecurrenceText
{
    private static readonly string[] Known = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH", "UNTIL", "COUNT", "WKST"];

    internal static bool TryParse(string text, [NotNullWhen(true)] out Recurrence? recurrence, [NotNullWhen(false)] out string? problem)
    {
        recurrence = null;
        if (Split(text, out var parts) is { } wrong)
        {
            problem = wrong;
            return false;
        }
        var read = FrequencyOf(parts, out problem);
        if (read is null || !TryReadEnd(parts, ref read, out problem))
        {
            problem ??= "the recurrence rule cannot be read";
            return false;
        }
        problem = RecurrenceBounds.Problem(read);
        // What the subset cannot say again in the same words would be stored as something else.
        if (problem is null && Unused(read, parts) is { } unused)
        {
            problem = unused.StartsWith("BYMONTHDAY=", StringComparison.Ordinal)
                ? $"`{unused}` leaves out months or names several days; write one day such as `BYMONTHDAY=15`, the last day as `BYMONTHDAY=-1`, and for day 30 or the last day of shorter months `BYMONTHDAY=28,29,30;BYSETPOS=-1`"
                : $"`{unused}` does not go with `FREQ={parts["FREQ"]}`; a task recurs daily, weekly on days, monthly by day or by weekday, or yearly on a day";
        }
        recurrence = problem is null ? read : null;
        return recurrence is not null;
    }

    private static string? Split(string text, out Dictionary<string, string> parts)
    {
        parts = new(StringComparer.Ordinal);
        if (text.Length > TaskLimits.Recurrence)
            return $"a recurrence rule has at most {TaskLimits.Recurrence} characters; plan it more simply";
        foreach (var part in text.Trim().ToUpperInvariant().Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals > 0 ? part[..equals] : part;
            if (equals <= 0 || !Known.Contains(name))
                return $"`{name}` is no part of a recurrence here; the parts are {string.Join(", ", Known.Select(known => $"`{known}`"))}";
            if (!parts.TryAdd(name, part[(equals + 1)..]))
                return $"`{name}` stands twice in the recurrence; leave one out";
        }
        return null;
    }

    private static Recurrence? FrequencyOf(Dictionary<string, string> parts, out string? problem)
    {
        problem = null;
        var frequency = parts.GetValueOrDefault("FREQ", "");
        switch (frequency)
        {
            case "DAILY":
                return new(RecurrenceKind.Daily);
            case "WEEKLY":
                var days = parts.GetValueOrDefault("BYDAY", "").Split(',').Select(WeekdayNames.Parse).ToList();
                if (!days.TrueForAll(day => day is not null))
                    break;
                return new(RecurrenceKind.Weekly) { Weekdays = WeekdayNames.All.Where(day => days.Contains(day)).ToList() };
            case "MONTHLY" when parts.ContainsKey("BYDAY"):
                var by = parts["BYDAY"];
                if (by.Length is not (3 or 4) || WeekdayNames.Parse(by[^2..]) is not { } weekday || Number(by[..^2]) is not { } ordinal)
                    break;
                return new(RecurrenceKind.MonthlyByWeekday) { Weekday = weekday, Ordinal = ordinal };
            case "MONTHLY" when MonthDayOf(parts) is { } monthDay:
                return new(RecurrenceKind.MonthlyByDay) { MonthDay = monthDay };
            case "YEARLY" when MonthDayOf(parts) is { } yearDay && Number(parts.GetValueOrDefault("BYMONTH", "")) is { } month:
                return new(RecurrenceKind.Yearly) { Month = month, MonthDay = yearDay };
            case "MONTHLY" or "YEARLY":
                break;
            default:
                problem = $"a task recurs daily, weekly, monthly or yearly; `FREQ={frequency}` is none of these";
                return null;
        }
        problem = $"this is no recurrence that can be planned here; write for example `FREQ=WEEKLY;BYDAY=MO`, `FREQ=MONTHLY;BYMONTHDAY=15`, `FREQ=MONTHLY;BYDAY=1MO` or `FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31`";
        return null;
    }

    // `28,29,30` with the last of them is day 30 or the last day of a shorter month, as Recurrence writes it.
    private static int? MonthDayOf(Dictionary<string, string> parts)
    {
        var text = parts.GetValueOrDefault("BYMONTHDAY", "");
        var several = text.Split(',');
        return several.Length == 1 ? Number(text) : Number(several[^1]);
    }

    private static bool TryReadEnd(Dictionary<string, string> parts, ref Recurrence read, out string? problem)
    {
        problem = null;
        if (parts.TryGetValue("INTERVAL", out var interval))
            read = read with { Interval = Number(interval) ?? 0 };
        if (parts.TryGetValue("COUNT", out var times))
            read = read with { Times = Number(times) ?? 0 };
        if (!parts.TryGetValue("UNTIL", out var until))
            return true;
        if (!DateOnly.TryParseExact(until, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            problem = $"`UNTIL={until}` is no day; write it like `UNTIL=20271231`, without a time";
        read = read with { Until = day };
        return problem is null;
    }

    private static string? Unused(Recurrence read, Dictionary<string, string> parts)
    {
        var written = read.ToString().Split(';').ToHashSet(StringComparer.Ordinal);
        return parts.Select(part => $"{part.Key}={part.Value}").FirstOrDefault(part =>
            !written.Contains(part) && part is not ("INTERVAL=1" or "WKST=MO") && !IsSameDays(part, written));
    }

    private static bool IsSameDays(string part, HashSet<string> written) =>
        part.StartsWith("BYDAY=", StringComparison.Ordinal)
        && written.Any(other => other.StartsWith("BYDAY=", StringComparison.Ordinal) && part[6..].Split(',').ToHashSet(StringComparer.Ordinal).SetEquals(other[6..].Split(',')));

    private static int? Number(string text) =>
        text.Length <= 4 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
