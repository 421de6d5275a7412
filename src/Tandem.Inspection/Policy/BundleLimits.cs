namespace Tandem.Inspection.Policy;

/// <summary>Bounds of a bundle; more is a problem.</summary>
internal static class BundleLimits
{
    public const int MaxFiles = 1000;
    public const int MaxFileBytes = 1 << 20;
    public const long MaxBundleBytes = 16L << 20;
    public const int MaxPathLength = 200;
    public const int MaxJsonDepth = 12;
    public const int MaxNodes = 200_000;
    public const int MaxRules = 2000;
    public const int MaxItems = 1000;
    public const int MaxTextLength = 1000;
    public const int MaxProblems = 200;
}
