namespace Tandem.Management.Tasks;

/// <summary>Bounds of what a person may enter; the same for pages, API and columns.</summary>
internal static class TaskLimits
{
    internal const int Title = 200;
    internal const int Text = 4000;

    /// <summary>Most days before the due day on which a reminder goes out, and after it until the escalation.</summary>
    internal const int Days = 90;

    /// <summary>Characters of a recurrence rule.</summary>
    internal const int Recurrence = 200;

    /// <summary>Days of a recurrence that passed unused and are named one by one; beyond, their number alone is known.</summary>
    internal const int SkippedDays = 60;
}
