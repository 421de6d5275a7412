using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Tasks.Recurrences;

/// <summary>A recurrence as the plain inputs of a form have it, each part as it was entered; nothing of a wrong entry is lost.</summary>
internal sealed record RecurrenceParts(
    string Repeat, string Interval, IReadOnlyList<string> Weekdays, string MonthDay, string Ordinal, string Weekday, string Month, string Until, string Times)
{
    internal static RecurrenceParts None { get; } = new("", "1", [], "1", "1", "MO", "1", "", "");

    /// <summary>Names of the inputs begin so.</summary>
    internal const string Prefix = "recurrence-";

    internal static RecurrenceParts Of(Recurrence r) => None with
    {
        Repeat = Records.Fields.ChoiceNames.Of(r.Kind),
        Interval = Text(r.Interval),
        Weekdays = r.Weekdays.Select(WeekdayNames.Code).ToList(),
        MonthDay = r.MonthDay == 0 ? None.MonthDay : Text(r.MonthDay),
        Ordinal = r.Ordinal == 0 ? None.Ordinal : Text(r.Ordinal),
        Weekday = r.Kind == RecurrenceKind.MonthlyByWeekday ? WeekdayNames.Code(r.Weekday) : None.Weekday,
        Month = r.Month == 0 ? None.Month : Text(r.Month),
        Until = r.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        Times = r.Times is { } times ? Text(times) : "",
    };

    internal static RecurrenceParts FromForm(IFormCollection form) => new(
        One(form, "repeat"), One(form, "interval"), form[Prefix + "weekdays"].OfType<string>().Take(7).ToList(), One(form, "monthDay"), One(form, "ordinal"), One(form, "weekday"),
        One(form, "month"), One(form, "until"), One(form, "times"));

    /// <summary>Null for what is no such object.</summary>
    internal static RecurrenceParts? FromJson(JsonObject parts)
    {
        try
        {
            return JsonSerializer.Deserialize<RecurrenceParts>(parts, JsonSerializerOptions.Web) is { } read
                ? new(
                    read.Repeat ?? "", read.Interval ?? "1", read.Weekdays ?? [], read.MonthDay ?? "", read.Ordinal ?? "", read.Weekday ?? "", read.Month ?? "", read.Until ?? "", read.Times ?? "")
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal JsonNode ToJson() => JsonSerializer.SerializeToNode(this, JsonSerializerOptions.Web)!;

    internal bool IsNone => Repeat.Length == 0;

    /// <summary>The recurrence; null with what is wrong when there is none.</summary>
    internal Recurrence? Build(out string? problem)
    {
        problem = null;
        if (Records.Fields.ChoiceNames.Parse<RecurrenceKind>(Repeat) is not { } kind)
        {
            problem = "choose how it recurs";
            return null;
        }
        DateOnly until = default;
        if (Until.Length > 0 && !DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out until))
        {
            problem = "the last day is a day such as `2027-12-31`, or empty";
            return null;
        }
        var built = new Recurrence(kind)
        {
            Interval = Number(Interval),
            Until = Until.Length > 0 ? until : null,
            Times = Times.Length > 0 ? Number(Times) : null,
        };
        built = kind switch
        {
            RecurrenceKind.Daily => built,
            RecurrenceKind.Weekly => built with { Weekdays = WeekdayNames.All.Where(day => Weekdays.Contains(WeekdayNames.Code(day))).ToList() },
            RecurrenceKind.MonthlyByDay => built with { MonthDay = Number(MonthDay) },
            RecurrenceKind.MonthlyByWeekday => built with { Ordinal = Number(Ordinal), Weekday = WeekdayNames.Parse(Weekday) ?? DayOfWeek.Monday },
            RecurrenceKind.Yearly => built with { Month = Number(Month), MonthDay = Number(MonthDay) },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        problem = RecurrenceBounds.Problem(built);
        return problem is null ? built : null;
    }

    // 0 is outside of every bound, so that what is no number is refused with the bound's words.
    private static int Number(string text) => text.Length <= 4 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string One(IFormCollection form, string name) => form[Prefix + name].ToString().Trim() is { Length: <= 40 } text ? text : "";
}
