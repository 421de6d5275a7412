namespace Tandem.Management.WorkEntries;

/// <summary>Bounds of what a person may enter.</summary>
internal static class WorkLimits
{
    /// <summary>Minutes of a day.</summary>
    internal const int Minutes = 1440;

    internal const int About = 32;

    internal const int Note = 500;

    /// <summary>Days after which a day's work is closed: only those who manage change it then.</summary>
    internal const int DaysOpen = 62;
}
