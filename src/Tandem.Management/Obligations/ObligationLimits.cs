namespace Tandem.Management.Obligations;

/// <summary>Bounds of what a person may enter; the same for pages, API and columns.</summary>
internal static class ObligationLimits
{
    internal const int Title = 200;

    /// <summary>Characters of instrument and place, and of the party.</summary>
    internal const int Source = 300;

    internal const int Text = 8000;

    internal const int Reason = 1000;

    /// <summary>Days ahead that the list calls soon.</summary>
    internal const int SoonDays = 30;
}
