namespace Tandem.Management.Applicability;

/// <summary>Bounds of what a person may enter; the same for pages, API and columns.</summary>
public static class StatementLimits
{
    public const int Text = 4000;
    public const int Owner = 200;
    public const int ChangeReason = 500;
}
