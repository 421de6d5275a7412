using System.Globalization;

namespace Tandem.Management.Ui;

/// <summary>A day of the calendar as pages, exports and messages write it: `2026-11-30`.</summary>
internal static class DayText
{
    internal static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Null for no day.</summary>
    internal static string? Of(DateOnly? day) => day is { } known ? Of(known) : null;
}
