namespace Tandem.Management.Context;

/// <summary>Bounds of what a person may enter; the same for pages, API and columns.</summary>
internal static class ContextIssueLimits
{
    internal const int Title = 200;

    internal const int Text = 8000;

    internal const int Reason = 2000;

    /// <summary>Days ahead that the list calls soon.</summary>
    internal const int SoonDays = 30;
}
