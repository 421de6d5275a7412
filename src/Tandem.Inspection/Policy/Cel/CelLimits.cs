namespace Tandem.Inspection.Policy.Cel;

/// <summary>Bounds that keep every expression, and every evaluation of one, small.</summary>
internal static class CelLimits
{
    public const int MaxLength = 4096;

    /// <summary>The CEL specification asks for 32 levels at least.</summary>
    public const int MaxDepth = 64;

    public const int MaxNodes = 1000;
    public const int MaxListItems = 256;
    public const int MaxNestedQuantifiers = 2;
    public const int MaxPatternLength = 512;
    public const int MaxRepeat = 1000;

    /// <summary>Elements that all quantifiers of one rule may visit in one evaluation; more is an error, which counts in the closed direction.</summary>
    public const int MaxVisits = 10_000;
}
