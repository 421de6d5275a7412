namespace Tandem.Inspection.Decisions;

/// <summary>The texts by which records name the enumerations of this folder.</summary>
public static class DecisionText
{
    private static readonly string[] Kinds = ["decision", "outcome", "recovery"];
    private static readonly string[] Ends = ["pending", "complete", "refused", "upstream-error", "client-abort", "blocked", "crash"];
    private static readonly string[] Verdicts = ["none", "clean", "findings", "blocked"];

    /// <summary>Returns the value of member <c>kind</c>.</summary>
    /// <param name="kind">A member of the enumeration.</param>
    /// <returns>Lower-case ASCII text.</returns>
    public static string ToText(this DecisionKind kind) => Kinds[(int)kind];

    /// <summary>Returns the value of member <c>end</c>.</summary>
    /// <param name="outcome">A member of the enumeration.</param>
    /// <returns>Lower-case ASCII text with hyphens.</returns>
    public static string ToText(this DecisionOutcome outcome) => Ends[(int)outcome];

    /// <summary>Returns the value of member <c>resp</c>.</summary>
    /// <param name="verdict">A member of the enumeration.</param>
    /// <returns>Lower-case ASCII text.</returns>
    public static string ToText(this ResponseVerdict verdict) => Verdicts[(int)verdict];
}
