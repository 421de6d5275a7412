namespace Tandem.Inspection.Policy;

/// <summary>The names of effects as bundles, records and pages write them.</summary>
public static class EffectText
{
    private static readonly string[] Names = ["allow", "annotate", "tokenise", "mask", "redact", "review", "block"];

    /// <summary>All names, weakest effect first.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Returns the name of an effect, for example <c>redact</c>.</summary>
    /// <param name="effect">A member of the enumeration.</param>
    /// <returns>Lower-case ASCII text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">effect is not a member of the enumeration.</exception>
    public static string ToText(this Effect effect)
    {
        ArgumentOutOfRangeException.ThrowIfNegative((int)effect, nameof(effect));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)effect, Names.Length, nameof(effect));
        return Names[(int)effect];
    }

    /// <summary>Finds the effect of a name; only the exact lower-case names count.</summary>
    /// <param name="text">Name, for example <c>block</c>.</param>
    /// <param name="effect">The effect, or <see cref="Effect.Block"/> when the name is unknown.</param>
    /// <returns>True when the name is known.</returns>
    public static bool TryParse(string text, out Effect effect)
    {
        var index = Array.IndexOf(Names, text);
        effect = index < 0 ? Effect.Block : (Effect)index;
        return index >= 0;
    }
}
